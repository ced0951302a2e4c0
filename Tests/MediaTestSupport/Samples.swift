import LockerTestSupport

/// Small files of every format, made of their parts.
public enum Samples {
    /// Frames of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes each.
    public static func mp3(_ frames: Int = 5, seed: UInt64 = 1) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return (0..<frames).flatMap { _ in [0xFF, 0xFB, 0x90, 0x64] + random.bytes(413) }
    }

    /// ADTS frames of AAC LC at 44.1 kHz: 200 bytes each.
    public static func aac(_ frames: Int = 5, seed: UInt64 = 2) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return (0..<frames).flatMap { _ in
            [0xFF, 0xF1, 0x50, 0x80, UInt8(200 >> 3), UInt8((200 & 7) << 5 | 0x1F), 0xFC] + random.bytes(193)
        }
    }

    public static func flacFrames(seed: UInt64 = 3) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return [0xFF, 0xF8, 0xC9, 0x18] + random.bytes(3000)
    }

    /// The marker and metadata blocks of FLAC; `sizes` are those of the blocks behind the stream information.
    public static func flacHead(_ sizes: [Int]) -> [UInt8] {
        var blocks = text("fLaC") + block(0, 34, isLast: sizes.isEmpty)
        for (index, size) in sizes.enumerated() {
            blocks += block(4, size, isLast: index == sizes.count - 1)
        }
        return blocks
    }

    public static func block(_ type: UInt8, _ size: Int, isLast: Bool) -> [UInt8] {
        big(UInt32(size) | UInt32(type | (isLast ? 0x80 : 0)) << 24) + zeros(size)
    }

    public static func box(_ type: String, _ body: [UInt8], wide: Bool = false) -> [UInt8] {
        if wide { return big(UInt32(1)) + text(type) + big(UInt64(body.count + 16)) + body }
        return big(UInt32(body.count + 8)) + text(type) + body
    }

    public static let fileType = box("ftyp", text("M4A \0\0\0\0"))

    public static func chunk(_ name: String, _ body: [UInt8], big isBig: Bool = false, size: UInt32? = nil) -> [UInt8] {
        let size = size ?? UInt32(body.count)
        return text(name) + (isBig ? big(size) : little(size)) + body + zeros(body.count & 1)
    }

    public static func riff(_ chunks: [UInt8], _ name: String = "RIFF") -> [UInt8] {
        text(name) + little(UInt32(chunks.count + 4)) + text("WAVE") + chunks
    }

    public static func form(_ chunks: [UInt8], _ kind: String = "AIFF") -> [UInt8] {
        text("FORM") + big(UInt32(chunks.count + 4)) + text(kind) + chunks
    }
}
