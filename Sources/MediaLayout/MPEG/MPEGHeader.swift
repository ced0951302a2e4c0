/// The 32-bit header of a frame of MPEG audio, layers I to III.
///
/// From the highest bit: 11 bits of sync, 2 of version (0 is 2.5, 2 is 2, 3 is 1), 2 of layer (3 is I, 1 is III), 1 of
/// protection, 4 of bit rate, 2 of sample rate, 1 of padding, 7 of no interest here, 2 of emphasis (2 is reserved).
/// Source: ISO/IEC 11172-3, section 2.4.1.3 and 2.4.2.3; ISO/IEC 13818-3, section 2.4.2.3 for the lower rates; version
/// 2.5 is an extension by Fraunhofer. Streams of free format (bit rate 0) do not state the length of a frame and are
/// not recognised.
enum MPEGHeader {
    /// Sync, version, layer and sample rate.
    static let constantFields: UInt32 = 0xFFFE_0C00

    private static let sampleRates = [44_100, 48_000, 32_000]
    /// In kbit/s, by index from 1; version 1 layers I, II, III, then versions 2 and 2.5 layer I, layers II and III.
    private static let bitRates = [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ]

    /// The bytes of the frame with the header `word`, which begins with the sync; nil when it is none.
    static func length(_ word: UInt32) -> Int? {
        let (version, layer) = (word >> 19 & 3, 4 - Int(word >> 17 & 3))
        let (bitRateIndex, sampleRateIndex) = (Int(word >> 12 & 15), Int(word >> 10 & 3))
        guard version != 1, layer != 4, (1...14).contains(bitRateIndex), sampleRateIndex != 3, word & 3 != 2 else {
            return nil
        }
        let isFirst = version == 3
        let table = isFirst ? layer - 1 : layer == 1 ? 3 : 4
        let bitRate = bitRates[table][bitRateIndex - 1] * 1000
        let sampleRate = sampleRates[sampleRateIndex] >> (isFirst ? 0 : version == 2 ? 1 : 2)
        let padding = Int(word >> 9 & 1)
        if layer == 1 { return (12 * bitRate / sampleRate + padding) * 4 }
        let slots = layer == 3 && !isFirst ? 72 : 144
        return slots * bitRate / sampleRate + padding
    }
}
