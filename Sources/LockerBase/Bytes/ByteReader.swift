/// Takes the bytes of an on-disk structure apart, little-endian, field by field, never past their end.
public struct ByteReader {
    @usableFromInline let bytes: UnsafeRawBufferPointer
    @usableFromInline var position = 0

    /// How many bytes have been read.
    public var offset: Int { position }

    /// Reads from `bytes`, which must outlive the reader.
    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The bytes not yet read.
    public var remaining: Int { bytes.count - offset }

    /// The next integer, or nil when fewer bytes remain than it takes.
    ///
    /// Inlinable: elsewhere each field would cost a look-up of generic types at run time, half of what it takes to read
    /// a recipe.
    @inlinable
    public mutating func read<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard bytes.count - position >= size else { return nil }
        defer { position += size }
        return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
    }

    /// The next digest, or nil when fewer than 32 bytes remain.
    public mutating func readDigest() -> Digest? {
        guard remaining >= Digest.byteCount, let base = bytes.baseAddress else { return nil }
        defer { position += Digest.byteCount }
        return Digest(copying: base + offset)
    }

    /// The next `count` bytes, or nil when fewer remain.
    public mutating func read(count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, remaining >= count else { return nil }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
}
