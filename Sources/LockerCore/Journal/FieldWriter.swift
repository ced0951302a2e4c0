import LockerBase

/// Writes fields of a protobuf message as SwiftProtobuf does: in the order in which they are handed over, and none that
/// has the value of an absent one (https://protobuf.dev/programming-guides/encoding).
///
/// A message of each entry, with `Data` for each of its fields, costs twenty times as much.
struct FieldWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Begins anew, in the same memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// A field of an unsigned integer, or of a boolean or number that is never negative.
    mutating func append(_ value: UInt64, as field: UInt8) {
        if value != 0 { appendPresent(value, as: field) }
    }

    /// A field that tells whether it is there: zero as well is written.
    mutating func appendPresent(_ value: UInt64, as field: UInt8) {
        bytes.append(field << 3)
        append(varint: value)
    }

    /// A field of a `sint64`.
    mutating func append(signed value: Int64, as field: UInt8) {
        append(UInt64(bitPattern: value << 1 ^ value >> 63), as: field)
    }

    mutating func append(_ digest: Digest?, as field: UInt8) {
        guard let digest else { return }
        begin(field, length: Digest.byteCount)
        digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ content: [UInt8], as field: UInt8) {
        if !content.isEmpty { appendElement(content, of: field) }
    }

    /// An element of a repeated field of bytes or messages: written even where it is empty.
    mutating func appendElement(_ content: [UInt8], of field: UInt8) {
        begin(field, length: content.count)
        bytes += content
    }

    private mutating func begin(_ field: UInt8, length: Int) {
        bytes.append(field << 3 | 2)
        append(varint: UInt64(length))
    }

    private mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
