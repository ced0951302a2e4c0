/// Writes fields of a protobuf message as SwiftProtobuf does: in the order in which they are handed over, and none that
/// has the value of an absent one (https://protobuf.dev/programming-guides/encoding).
///
/// A message of each entry, with `Data` for each of its fields, costs twenty times as much.
public struct FieldWriter {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// Begins with nothing, and with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Begins anew, in the same memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// A field of an unsigned integer, or of a boolean or number that is never negative.
    public mutating func append(_ value: UInt64, as field: UInt8) {
        if value != 0 { appendPresent(value, as: field) }
    }

    /// A field that tells whether it is there: zero as well is written.
    public mutating func appendPresent(_ value: UInt64, as field: UInt8) {
        bytes.append(field << 3)
        bytes.append(varint: value)
    }

    /// A field of a `sint64`.
    public mutating func append(signed value: Int64, as field: UInt8) {
        append(UInt64(bitPattern: value << 1 ^ value >> 63), as: field)
    }

    /// A field of a digest; none where there is no digest.
    public mutating func append(_ digest: Digest?, as field: UInt8) {
        guard let digest else { return }
        begin(field, length: Digest.byteCount)
        digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// A field of bytes.
    public mutating func append(_ content: [UInt8], as field: UInt8) {
        if !content.isEmpty { appendElement(content, of: field) }
    }

    /// An element of a repeated field of bytes or messages: written even where it is empty.
    public mutating func appendElement(_ content: [UInt8], of field: UInt8) {
        begin(field, length: content.count)
        bytes += content
    }

    private mutating func begin(_ field: UInt8, length: Int) {
        bytes.append(field << 3 | 2)
        bytes.append(varint: UInt64(length))
    }
}

extension [UInt8] {
    /// Appends a number in the encoding of Protocol Buffers: seven bits a byte, the lowest first.
    public mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
