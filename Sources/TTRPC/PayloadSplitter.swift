/// Finds the payload in an encoded envelope, so that it is copied once and only the small rest is parsed.
///
/// SwiftProtobuf would hand the payload out as a `Data`, one more copy of up to 4 MiB for every message. The
/// encoding is that of protobuf.dev, "Encoding": a tag (field number * 8 + wire type), then the value.
struct PayloadSplitter {
    static let lengthDelimited: UInt8 = 2
    /// The most metadata pairs of a request. A decoded pair takes up to forty times the bytes of an encoded one.
    static let pairLimit = 64

    enum Failure: Error {
        /// What was to be split is not an encoded message.
        case malformed
        case tooManyPairs
    }

    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    private init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Splits `message` into the payload, field number `field`, and all other fields. Of several payloads
    /// the last one counts, as protobuf demands. Fails as soon as field number `pairs` occurs more often than it may.
    static func split(
        _ message: [UInt8], field: UInt64, pairs: UInt64? = nil
    ) -> Result<(payload: [UInt8], rest: [UInt8]), Failure> {
        message.withUnsafeBytes { bytes in
            let pairTag = pairs.map { $0 << 3 | UInt64(lengthDelimited) }
            var pairCount = 0
            var splitter = PayloadSplitter(bytes)
            var payload = 0..<0
            var rest: [UInt8] = []
            while splitter.offset < bytes.count {
                let start = splitter.offset
                guard let tag = splitter.varint(), let value = splitter.value(wireType: tag & 7) else {
                    return .failure(.malformed)
                }
                if tag == pairTag { pairCount += 1 }
                guard pairCount <= pairLimit else { return .failure(.tooManyPairs) }
                if tag == field << 3 | UInt64(lengthDelimited) {
                    payload = value
                } else {
                    rest.append(contentsOf: bytes[start..<splitter.offset])
                }
            }
            return .success((Array(bytes[payload]), rest))
        }
    }

    /// Passes over a value and returns where its bytes lie; nil when it does not end inside the message.
    private mutating func value(wireType: UInt64) -> Range<Int>? {
        switch wireType {
        case 0: return varint().map { _ in offset..<offset }
        case 1: return take(8)
        case UInt64(PayloadSplitter.lengthDelimited): return varint().flatMap { take($0) }
        case 5: return take(4)
        default: return nil
        }
    }

    private mutating func take(_ count: UInt64) -> Range<Int>? {
        guard count <= UInt64(bytes.count - offset) else { return nil }
        let start = offset
        offset += Int(count)
        return start..<offset
    }

    /// A base-128 integer of at most ten bytes, lowest seven bits first.
    private mutating func varint() -> UInt64? {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        return nil
    }
}
