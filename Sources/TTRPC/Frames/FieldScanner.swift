/// Goes through the fields of an encoded protobuf message without decoding what they hold, and without allocating.
///
/// The encoding is that of protobuf.dev, "Encoding": a tag (field number * 8 + wire type), then the value.
public struct FieldScanner {
    static let lengthDelimited: UInt8 = 2

    /// What was to be scanned is not an encoded message.
    public struct Malformed: Error {
        /// Says so.
        public init() {}
    }

    /// One field, by where it lies in the message.
    public struct Field {
        /// Field number * 8 + wire type.
        public let tag: UInt64
        /// Tag, length and value.
        public let bytes: Range<Int>
        /// The bytes of a value that has a length, empty for a number.
        public let value: Range<Int>
        /// The value of a number of any length, else 0.
        public let number: UInt64
    }

    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    /// Scans `bytes`, which have to outlive the scanner.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The number of fields of `message`, each of a repeated one counted, or nil when there are more than `limit`.
    ///
    /// - Parameter packed: the fields that may come as one value with many elements, each of which is counted.
    public static func count(
        in message: [UInt8], limit: Int, packed: [PackedField] = []
    ) throws(Malformed) -> Int? {
        let count = message.withUnsafeBytes { bytes in
            Result { () throws(Malformed) -> Int? in
                var scanner = FieldScanner(bytes)
                var count = 0
                while let field = try scanner.next() {
                    count += packed.first { $0.tag == field.tag }?.count(in: bytes[field.value]) ?? 1
                    if count > limit { return nil }
                }
                return count
            }
        }
        return try count.get()
    }

    /// The next field; nil at the end of the message.
    public mutating func next() throws(Malformed) -> Field? {
        guard offset < bytes.count else { return nil }
        let start = offset
        let tag = try varint()
        let number = tag & 7 == 0 ? try varint() : 0
        let value = try value(wireType: tag & 7)
        return Field(tag: tag, bytes: start..<offset, value: value, number: number)
    }

    /// Passes over the bytes of a value, and returns where they lie. Groups, which proto3 does not have, are malformed.
    private mutating func value(wireType: UInt64) throws(Malformed) -> Range<Int> {
        switch wireType {
        case 0: return offset..<offset
        case 1: return try take(8)
        case UInt64(FieldScanner.lengthDelimited): return try take(try varint())
        case 5: return try take(4)
        default: throw Malformed()
        }
    }

    private mutating func take(_ count: UInt64) throws(Malformed) -> Range<Int> {
        guard count <= UInt64(bytes.count - offset) else { throw Malformed() }
        let start = offset
        offset += Int(count)
        return start..<offset
    }

    /// A base-128 integer of at most ten bytes, lowest seven bits first.
    private mutating func varint() throws(Malformed) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard offset < bytes.count else { throw Malformed() }
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
        }
        throw Malformed()
    }
}
