import Glibc
import LockerBase

/// What a ``SortedTable`` is made of: something that has a path, and is told by bytes beside that.
package protocol TableRow: Sendable {
    /// The bytes of its path, by which it is ordered and found.
    var key: [UInt8] { get }

    /// Appends all that it is beside its path.
    func encode(into bytes: inout [UInt8])

    /// What ``encode(into:)`` has told of; nil for bytes that it does not write.
    init?(key: [UInt8], from reader: inout ByteReader)
}

extension [UInt8] {
    /// Appends an integer, little-endian.
    mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Whether it is before `other` in the order of paths, byte by byte.
    func isBefore(_ other: [UInt8]) -> Bool {
        withUnsafeBytes { one in other.withUnsafeBytes { one.isBefore($0) } }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are before `other`, byte by byte.
    func isBefore(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let first = baseAddress, let second = other.baseAddress else { return count < other.count }
        let order = memcmp(first, second, Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
