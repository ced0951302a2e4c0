/// A page of an Ogg stream, as a view of bytes that hold it whole.
///
/// 27 bytes: `OggS`, version 0, flags, granule position (8), serial number (4), sequence number (4), checksum (4),
/// number of lacing values; integers little-endian. Then the lacing values, then as many bytes as they add up to.
/// Source: RFC 3533, section 6.
struct OggPage {
    static let headerSize = 27
    /// `OggS`.
    static let mark: UInt32 = 0x5367_674F
    /// The greatest page: 255 lacing values of 255.
    static let maximumSize = maximumHeaderSize + 255 * 255
    /// The greatest header, with its lacing values.
    static let maximumHeaderSize = headerSize + 255

    /// The whole page.
    let bytes: UnsafeRawBufferPointer
    private let headerEnd: Int

    /// The page that `bytes` begin with; nil when they begin with none, or not with all of it.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= OggPage.headerSize,
            UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)) == OggPage.mark, bytes[4] == 0
        else { return nil }
        let headerEnd = OggPage.headerSize + Int(bytes[26])
        guard bytes.count >= headerEnd else { return nil }
        let end = bytes[OggPage.headerSize..<headerEnd].reduce(headerEnd) { $0 + Int($1) }
        guard bytes.count >= end else { return nil }
        self.bytes = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        self.headerEnd = headerEnd
    }

    var flags: OggPageFlags { OggPageFlags(rawValue: bytes[5]) }
    var granule: Int64 { Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 6, as: Int64.self)) }
    var serial: UInt32 { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 14, as: UInt32.self)) }
    var sequence: UInt32 { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 18, as: UInt32.self)) }
    var checksum: UInt32 { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 22, as: UInt32.self)) }

    /// What stands before the body.
    var header: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<headerEnd]) }
    var lacing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[OggPage.headerSize..<headerEnd]) }
    /// The packets' bytes.
    var body: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[headerEnd...]) }
}
