import CISAL

/// The checksum of an Ogg page: CRC-32 with the polynomial 0x04C11DB7, highest bit first, from 0, not inverted, over
/// the page with four zero bytes in the checksum's place.
///
/// Source: RFC 3533, section 6, field 7.
enum OggChecksum {
    /// The checksum of `bytes` behind bytes whose checksum is `start`.
    static func update(_ start: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let base = bytes.baseAddress else { return start }
        // The library inverts the checksum before and after, as Ethernet does.
        return ~crc32_ieee(~start, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }
}
