extension RequestEnvelope {
    /// What the first bytes of a request's body tell.
    package enum Reading: Equatable {
        case complete(RequestEnvelope)
        /// More of the body has to be there.
        case incomplete
        /// It is no request, has more pairs of metadata than one may have, or too much beside its payload.
        case malformed
    }

    /// The most fields, each pair of metadata counted.
    private static let fieldLimit = 128

    /// Reads the envelope of a body of `length` bytes, as soon as enough of it is there. A payload that comes last need not
    /// be there; of several the last one counts, as protobuf demands.
    package static func read(_ bytes: UnsafeRawBufferPointer, of length: Int) -> Reading {
        var (envelope, offset, outside) = (RequestEnvelope(), 0, 0)
        let short: Reading = bytes.count < length ? .incomplete : .malformed
        for _ in 0...fieldLimit {
            if offset == length { return .complete(envelope) }
            guard offset < bytes.count else { return short }
            switch EnvelopeField.read(bytes, at: offset, of: length) {
            case .wrong: return .malformed
            case .cut(let atLeast): return outside + atLeast > byteLimit ? .malformed : short
            case .payload(let range):
                envelope.payload = range
                if range.upperBound == length { return .complete(envelope) }
                guard range.upperBound <= bytes.count else { return short }
                offset = range.upperBound
            case .other(let tag, let value, let end):
                outside += end - offset
                guard outside <= byteLimit, envelope.take(tag, value, bytes) else { return .malformed }
                offset = end
            }
        }
        return .malformed
    }

    /// Takes a field that is not the payload. Returns false for one that cannot be what it says that it is.
    private mutating func take(_ tag: UInt64, _ value: EnvelopeField.Value, _ bytes: UnsafeRawBufferPointer) -> Bool {
        switch (tag, value) {
        case (4 << 3, .number(let number)): timeout = Int64(bitPattern: number)
        case (1 << 3 | 2, .bytes(let range)):
            guard let text = RequestEnvelope.text(bytes[range]) else { return false }
            service = text
        case (2 << 3 | 2, .bytes(let range)):
            guard let text = RequestEnvelope.text(bytes[range]) else { return false }
            method = text
        case (5 << 3 | 2, .bytes(let range)): return addPair(UnsafeRawBufferPointer(rebasing: bytes[range]))
        default: break
        }
        return true
    }

    private mutating func addPair(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var scanner = FieldScanner(bytes)
        var (key, value): (String?, String?) = ("", "")
        do {
            while let field = try scanner.next() {
                if field.tag == 1 << 3 | 2 { key = RequestEnvelope.text(bytes[field.value]) }
                if field.tag == 2 << 3 | 2 { value = RequestEnvelope.text(bytes[field.value]) }
            }
        } catch {
            return false
        }
        guard let key, let value, metadata.count < PayloadSplitter.pairLimit else { return false }
        metadata[key] = value
        return true
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String? {
        String(validating: bytes, as: UTF8.self)
    }
}
