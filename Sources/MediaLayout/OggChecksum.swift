/// The checksum of an Ogg page: CRC-32 with the polynomial 0x04C11DB7, highest bit first, from 0, not inverted, over
/// the page with four zero bytes in the checksum's place.
///
/// Sixteen bytes a step, by a table for each ("slicing": Kounavis, Berry, "Novel Table Lookup-Based Algorithms for
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
        while bytes.count - index >= 16 {
            let first = UInt64(bigEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let second = UInt64(bigEndian: base.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
            crc = look(first ^ UInt64(crc) << 32, in: table + 8 * 256) ^ look(second, in: table)
            index += 16
        }
        while index < bytes.count {
            crc = crc << 8 ^ table[Int(crc >> 24 ^ UInt32(bytes[index]))]
            index += 1
        }
        return crc
    }

    /// What eight bytes add, of which the last has the first of `tables`.
    @inline(__always)
    private static func look(_ bytes: UInt64, in tables: UnsafePointer<UInt32>) -> UInt32 {
        var sum = tables[Int(bytes & 255)] ^ tables[256 + Int(bytes >> 8 & 255)]
        sum ^= tables[512 + Int(bytes >> 16 & 255)] ^ tables[768 + Int(bytes >> 24 & 255)]
        sum ^= tables[1024 + Int(bytes >> 32 & 255)] ^ tables[1280 + Int(bytes >> 40 & 255)]
        return sum ^ tables[1536 + Int(bytes >> 48 & 255)] ^ tables[1792 + Int(bytes >> 56)]
    }

    /// Table `n` tells what a byte that `n` bytes follow adds. Allocated once for the life of the process.
    private final class Tables: @unchecked Sendable {
        let base: UnsafePointer<UInt32>

        init() {
            let table = UnsafeMutablePointer<UInt32>.allocate(capacity: 16 * 256)
            for byte in 0..<256 {
                var crc = UInt32(byte) << 24
                for _ in 0..<8 { crc = crc << 1 ^ (crc >> 31 == 1 ? 0x04C1_1DB7 : 0) }
                table[byte] = crc
            }
            for index in 256..<16 * 256 {
                let before = table[index - 256]
                table[index] = before << 8 ^ table[Int(before >> 24)]
            }
            base = UnsafePointer(table)
        }
    }
}
