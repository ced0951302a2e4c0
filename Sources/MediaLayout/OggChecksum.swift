/// The checksum of an Ogg page: CRC-32 with the polynomial 0x04C11DB7, highest bit first, from 0, not inverted, over
/// the page with four zero bytes in the checksum's place.
///
/// Eight bytes a step, by a table for each ("slicing by 8": Kounavis, Berry, "Novel Table Lookup-Based Algorithms for
/// High-Performance CRC Generation", IEEE Transactions on Computers 57, 2008).
/// Source: RFC 3533, section 6, field 7.
enum OggChecksum {
    private static let tables = Tables()

    /// The checksum of `bytes` behind bytes whose checksum is `start`.
    static func update(_ start: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let base = bytes.baseAddress else { return start }
        let table = tables.base
        var crc = start
        var index = 0
        while bytes.count - index >= 8 {
            let word = UInt64(bigEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let high = UInt32(truncatingIfNeeded: word >> 32) ^ crc
            let low = UInt32(truncatingIfNeeded: word)
            crc = table[1792 + Int(high >> 24)] ^ table[1536 + Int(high >> 16 & 255)]
            crc ^= table[1280 + Int(high >> 8 & 255)] ^ table[1024 + Int(high & 255)]
            crc ^= table[768 + Int(low >> 24)] ^ table[512 + Int(low >> 16 & 255)]
            crc ^= table[256 + Int(low >> 8 & 255)] ^ table[Int(low & 255)]
            index += 8
        }
        while index < bytes.count {
            crc = crc << 8 ^ table[Int(crc >> 24 ^ UInt32(bytes[index]))]
            index += 1
        }
        return crc
    }

    /// Table `n` tells what a byte that `n` bytes follow adds. Allocated once for the life of the process.
    private final class Tables: @unchecked Sendable {
        let base: UnsafePointer<UInt32>

        init() {
            let table = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 256)
            for byte in 0..<256 {
                var crc = UInt32(byte) << 24
                for _ in 0..<8 { crc = crc << 1 ^ (crc >> 31 == 1 ? 0x04C1_1DB7 : 0) }
                table[byte] = crc
            }
            for index in 256..<8 * 256 {
                let before = table[index - 256]
                table[index] = before << 8 ^ table[Int(before >> 24)]
            }
            base = UnsafePointer(table)
        }
    }
}
