/// The header of a frame of AAC in ADTS, 7 or 9 bytes.
///
/// From the highest bit: 12 bits of sync, 1 of version, 2 of layer (0), 1 of protection, 2 of profile, 4 of sample
/// rate (13 to 15 are reserved), 1 private, 3 of channels, 4 of no interest here, 13 of length, header included.
/// Source: ISO/IEC 13818-7, section 6.2 (`adts_frame`); ISO/IEC 14496-3, section 1.A.2.2.
enum ADTSHeader {
    /// Sync, version, layer, protection, profile, sample rate and channels.
    static let constantFields: UInt32 = 0xFFFF_FDC0

    private static let size = 7

    /// The bytes of the frame with the header `bytes`, which begins with the sync; nil when it is none.
    static func length(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes[2] >> 2 & 15 < 13 else { return nil }
        let length = Int(bytes[3] & 3) << 11 | Int(bytes[4]) << 3 | Int(bytes[5] >> 5)
        return length > size ? length : nil
    }
}
