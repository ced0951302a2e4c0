extension Songs {
    /// A second of silence at 8 kHz, 16 bits, two channels, with a tag of RIFF's own.
    public static func wav(title: String, artist: String) -> [UInt8] {
        let rates = joined(little(UInt32(8000)), little(UInt32(32_000)), little(UInt16(4)), little(UInt16(16)))
        let format = chunk("fmt ", joined(little(UInt16(1)), little(UInt16(2)), rates))
        let names = joined(chunk("INAM", text(title + "\u{0}")), chunk("IART", text(artist + "\u{0}")))
        let list = chunk("LIST", text("INFO") + names)
        let content = joined(text("WAVE"), format, chunk("data", zeros(32_000)), list)
        return joined(text("RIFF"), little(UInt32(content.count)), content)
    }

    /// A second of silence at 44.1 kHz, 16 bits, two channels.
    public static func aiff(_ tag: ID3v2Fixture) -> [UInt8] {
        // 44,100 as a number of 80 bits.
        let rate = joined(big(UInt16(0x400E)), big(UInt16(44_100)), zeros(6))
        let shape = joined(big(UInt16(2)), big(UInt32(44_100)), big(UInt16(16)), rate)
        let sound = bigChunk("SSND", zeros(8 + 4 * 44_100))
        let content = joined(text("AIFF"), bigChunk("COMM", shape), sound, bigChunk("ID3 ", tag.bytes()))
        return joined(text("FORM"), big(UInt32(content.count)), content)
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        joined(text(name), little(UInt32(bytes.count)), bytes, zeros(bytes.count & 1))
    }

    private static func bigChunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        joined(text(name), big(UInt32(bytes.count)), bytes, zeros(bytes.count & 1))
    }
}
