import CISAL

/// The checksum of ZIP's (APPNOTE.TXT, section 4.4.7), of bytes that come piece by piece.
struct CRC32 {
    private(set) var value: UInt32 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        value = crc32_gzip_refl(value, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }
}
