/// Finds the payload in an encoded envelope, so that it is copied once and only the small rest is parsed.
///
/// SwiftProtobuf would hand the payload out as a `Data`, one more copy of up to 4 MiB for every message.
enum PayloadSplitter {
    /// The most metadata pairs of a request. A decoded pair takes up to forty times the bytes of an encoded one.
    static let pairLimit = 64

    enum Failure: Error {
        /// What was to be split is not an encoded message.
        case malformed
        case tooManyPairs
    }

    /// Splits `message` into the payload, field number `field`, and all other fields. Of several payloads
    /// the last one counts, as protobuf demands. Fails as soon as field number `pairs` occurs more often than it may.
    static func split(
        _ message: [UInt8], field: UInt64, pairs: UInt64? = nil
    ) -> Result<(payload: [UInt8], rest: [UInt8]), Failure> {
        message.withUnsafeBytes { bytes in
            find(in: bytes, field: field, pairs: pairs).map { (Array(bytes[$0.payload]), $0.rest) }
        }
    }

    /// As ``split(_:field:pairs:)``, but tells where the payload lies.
    static func find(
        in message: UnsafeRawBufferPointer, field: UInt64, pairs: UInt64? = nil
    ) -> Result<(payload: Range<Int>, rest: [UInt8]), Failure> {
        Result { () throws(Failure) in
            try find(in: message, payloadTag: tag(field), pairTag: pairs.map(tag))
        }
    }

    private static func find(
        in bytes: UnsafeRawBufferPointer, payloadTag: UInt64, pairTag: UInt64?
    ) throws(Failure) -> (payload: Range<Int>, rest: [UInt8]) {
        var scanner = FieldScanner(bytes)
        var pairCount = 0
        var payload = 0..<0
        var rest: [UInt8] = []
        while let field = try next(&scanner) {
            if field.tag == pairTag { pairCount += 1 }
            guard pairCount <= pairLimit else { throw .tooManyPairs }
            if field.tag == payloadTag {
                payload = field.value
            } else {
                rest.append(contentsOf: bytes[field.bytes])
            }
        }
        return (payload, rest)
    }

    private static func next(_ scanner: inout FieldScanner) throws(Failure) -> FieldScanner.Field? {
        do {
            return try scanner.next()
        } catch {
            throw .malformed
        }
    }

    private static func tag(_ field: UInt64) -> UInt64 { field << 3 | UInt64(FieldScanner.lengthDelimited) }
}
