import LockerBase

/// The checksum of all but the last 8 of 64 header bytes.
func headerChecksum(_ header: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    checksum(UnsafeRawBufferPointer(rebasing: header[0..<PackFormat.headerLength - 8]), seed: seed)
}

extension UnsafeRawBufferPointer {
    /// The little-endian integer at `offset`, which the caller has checked to be inside.
    @inline(__always)
    func integer<Integer: FixedWidthInteger>(at offset: Int, as type: Integer.Type = Integer.self) -> Integer {
        Integer(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Stores `value` little-endian at `offset`, which the caller has checked to be inside.
    @inline(__always)
    func store(_ value: some FixedWidthInteger, at offset: Int) {
        storeBytes(of: value.littleEndian, toByteOffset: offset, as: type(of: value))
    }
}
