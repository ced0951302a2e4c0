/// Takes the bytes of an on-disk structure apart, little-endian, field by field, never past their end.
public struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    public private(set) var offset = 0

    /// Reads from `bytes`, which must outlive the reader.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The bytes not yet read.
    public var remaining: Int { bytes.count - offset }

    /// The next integer, or nil when fewer bytes remain than it takes.
    public mutating func read<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard remaining >= size else { return nil }
        defer { offset += size }
        return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The next digest, or nil when fewer than 32 bytes remain.
    public mutating func readDigest() -> Digest? {
        guard remaining >= Digest.byteCount, let base = bytes.baseAddress else { return nil }
        defer { offset += Digest.byteCount }
        return Digest(copying: base + offset)
    }

    /// The next `count` bytes, or nil when fewer remain.
    public mutating func read(count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, remaining >= count else { return nil }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
}
