import LockerTestSupport

/// Whole songs with tags, of several formats.
public enum Songs {
    /// A second of MPEG audio takes 38 frames.
    public static func mp3(_ tag: ID3v2Fixture, frames: Int = 38, seed: UInt64 = 1) -> [UInt8] {
        tag.bytes() + Samples.mp3(frames, seed: seed)
    }

    /// `seconds` at 44.1 kHz, 16 bits, two channels.
    public static func flac(
        _ fields: [String], pictures: [[UInt8]] = [], seconds: Int = 10, picturesFirst: Bool = false
    ) -> [UInt8] {
        let comment: [(UInt8, [UInt8])] = [(4, vorbisComment(fields))]
        let covers: [(UInt8, [UInt8])] = pictures.map { (6, flacPicture($0)) }
        let rest = picturesFirst ? covers + comment : comment + covers
        let blocks: [(UInt8, [UInt8])] = [(0, streamInfo(seconds: seconds))] + rest
        var bytes = text("fLaC")
        for (place, block) in blocks.enumerated() {
            let last: UInt8 = place == blocks.count - 1 ? 0x80 : 0
            bytes.append(block.0 | last)
            bytes += big(UInt32(block.1.count)).dropFirst()
            bytes += block.1
        }
        return bytes + Samples.flacFrames()
    }

    private static func streamInfo(seconds: Int) -> [UInt8] {
        let rate = UInt64(44_100)
        var fields = rate << 44
        fields |= UInt64(2 - 1) << 41
        fields |= UInt64(16 - 1) << 36
        fields |= rate * UInt64(seconds)
        return joined(big(UInt16(4096)), big(UInt16(4096)), zeros(6), big(fields), zeros(16))
    }

    public static func vorbisComment(_ fields: [String]) -> [UInt8] {
        var bytes = joined(little(UInt32(4)), text("test"), little(UInt32(fields.count)))
        for field in fields { bytes += joined(little(UInt32(field.utf8.count)), text(field)) }
        return bytes
    }

    /// The block of FLAC, which METADATA_BLOCK_PICTURE has too.
    public static func flacPicture(_ bytes: [UInt8], kind: UInt32 = 3) -> [UInt8] {
        let type = text("image/jpeg")
        let head = joined(big(kind), big(UInt32(type.count)), type, big(UInt32(0)))
        return joined(head, zeros(16), big(UInt32(bytes.count)), bytes)
    }

    /// Ten seconds of Opus as its last page has them; what is in the packets nobody decodes.
    public static func opus(_ fields: [String]) -> [UInt8] {
        var ogg = OggFixture(serial: 7)
        let head = joined(text("OpusHead"), [1, 2], little(UInt16(312)), little(UInt32(48_000)), zeros(3))
        ogg.packets([head], flags: 2)
        ogg.packets([text("OpusTags") + vorbisComment(fields)])
        var random = SplitMix64(seed: 5)
        ogg.packets([random.bytes(100)], flags: 4, granule: 480_312)
        return ogg.bytes
    }

    /// Five seconds of Vorbis.
    public static func vorbis(_ fields: [String]) -> [UInt8] {
        var ogg = OggFixture()
        let rates = joined(little(UInt32(0)), little(UInt32(128_000)), little(UInt32(0)))
        let head = joined(text("\u{1}vorbis"), zeros(4), [2], little(UInt32(44_100)), rates, [0xB8, 1])
        let comment = joined(text("\u{3}vorbis"), vorbisComment(fields), [1])
        ogg.packets([head], flags: 2)
        ogg.packets([comment, text("\u{5}vorbis") + zeros(200)])
        var random = SplitMix64(seed: 6)
        ogg.packets([random.bytes(400)], flags: 4, granule: 5 * 44_100)
        return ogg.bytes
    }
}

extension Songs {
    /// A tag in front of anything.
    public static func tagged(_ tag: ID3v2Fixture, _ audio: [UInt8]) -> [UInt8] { tag.bytes() + audio }
}
