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
            switch field(bytes, at: offset, of: length) {
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

    private enum Field {
        /// It is none.
        case wrong
        /// It is not all there, and has so many bytes at least.
        case cut(atLeast: Int)
        case payload(Range<Int>)
        /// A number, or where the bytes of a value lie; and where the field ends.
        case other(tag: UInt64, value: Value, end: Int)
    }

    private enum Value {
        case number(UInt64)
        case bytes(Range<Int>)
    }

    private static func field(_ bytes: UnsafeRawBufferPointer, at start: Int, of length: Int) -> Field {
        guard let (tag, behindTag) = varint(bytes, start) else { return cutOrWrong(bytes, start) }
        switch tag & 7 {
        case 0:
            guard let (number, end) = varint(bytes, behindTag) else { return cutOrWrong(bytes, behindTag) }
            return .other(tag: tag, value: .number(number), end: end)
        case 1, 5:
            let end = behindTag + (tag & 7 == 1 ? 8 : 4)
            guard end <= length else { return .wrong }
            return end <= bytes.count ? .other(tag: tag, value: .number(0), end: end) : .cut(atLeast: 0)
        case 2:
            guard let (count, begin) = varint(bytes, behindTag) else { return cutOrWrong(bytes, behindTag) }
            guard begin <= length, count <= UInt64(length - begin) else { return .wrong }
            let range = begin..<begin + Int(count)
            if tag >> 3 == 3 { return .payload(range) }
            guard range.upperBound <= bytes.count else { return .cut(atLeast: range.count) }
            return .other(tag: tag, value: .bytes(range), end: range.upperBound)
        default: return .wrong
        }
    }

    /// What a number at `start` is that has no end: ten bytes hold any.
    private static func cutOrWrong(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Field {
        bytes.count - start < 10 ? .cut(atLeast: 0) : .wrong
    }

    /// A base-128 integer, lowest seven bits first, and where it ends; nil when its end is not there.
    private static func varint(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> (UInt64, Int)? {
        var result: UInt64 = 0
        for (index, byte) in bytes[start...].prefix(10).enumerated() {
            result |= UInt64(byte & 0x7F) << UInt64(7 * index)
            if byte < 0x80 { return (result, start + index + 1) }
        }
        return nil
    }

    /// Takes a field that is not the payload. Returns false for one that cannot be what it says that it is.
    private mutating func take(_ tag: UInt64, _ value: Value, _ bytes: UnsafeRawBufferPointer) -> Bool {
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
