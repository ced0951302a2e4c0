/// Tags as bytes.
public enum Tags {
    public static func id3v2(_ size: Int, version: UInt8 = 3, flags: UInt8 = 0) -> [UInt8] {
        text("ID3") + [version, 0, flags] + synchsafe(size) + zeros(size)
    }

    /// A tag of version 2.4 with a footer.
    public static func appendedID3v2(_ size: Int) -> [UInt8] {
        id3v2(size, version: 4, flags: 0x10) + text("3DI") + [4, 0, 0x10] + synchsafe(size)
    }

    public static var id3v1: [UInt8] { text("TAG") + [UInt8](repeating: 0x20, count: 125) }

    public static var enhanced: [UInt8] { text("TAG+") + zeros(223) }

    public static func ape(_ items: Int, header: Bool = true, flag: Bool? = nil) -> [UInt8] {
        func block(_ bits: UInt32) -> [UInt8] {
            text("APETAGEX") + little(UInt32(2000)) + little(UInt32(items + 32)) + little(UInt32(1)) + little(bits)
                + zeros(8)
        }
        let bits: UInt32 = flag ?? header ? 1 << 31 : 0
        return (header ? block(bits | 1 << 29) : []) + zeros(items) + block(bits)
    }

    public static func lyrics3v1(_ size: Int) -> [UInt8] {
        text("LYRICSBEGIN") + [UInt8](repeating: 0x61, count: size) + text("LYRICSEND")
    }

    public static func lyrics3v2(_ size: Int) -> [UInt8] {
        let count = String(size + 11)
        let digits = String(repeating: "0", count: 6 - count.count) + count
        return text("LYRICSBEGIN") + [UInt8](repeating: 0x61, count: size) + text(digits + "LYRICS200")
    }
}
