import LockerTestSupport

extension OggFixture {
    /// A stream of Vorbis with a comment packet of `comment` bytes, in pages of `perPage` lacing values.
    public static func vorbis(
        comment: Int = 60, perPage: Int = 17, headPerPage: Int = 255, seed: UInt64 = 4, packets: Int = 120
    ) -> OggFixture {
        var ogg = OggFixture()
        ogg.packets([text("\u{1}vorbis") + zeros(23)], flags: 2)
        ogg.packets(
            [text("\u{3}vorbis") + zeros(comment), text("\u{5}vorbis") + zeros(700)], perPage: headPerPage)
        ogg.packets(audio(seed: seed, packets: packets), perPage: perPage, granule: 1024, step: 9 * 1024)
        ogg.page([3], [1, 2, 3], flags: 4, granule: 500_000)
        return ogg
    }

    public static func opus(comment: Int = 60, seed: UInt64 = 5) -> OggFixture {
        var ogg = OggFixture(serial: 7)
        ogg.packets([text("OpusHead") + zeros(11)], flags: 2)
        ogg.packets([text("OpusTags") + zeros(comment)])
        ogg.packets(audio(seed: seed), perPage: 50, granule: 960, step: 960)
        return ogg
    }

    public static func flac(comment: Int = 60, seed: UInt64 = 6) -> OggFixture {
        var ogg = OggFixture(serial: 8)
        ogg.packets([[0x7F] + text("FLAC") + [1, 0, 0, 2] + Samples.flacHead([1])[..<42]], flags: 2)
        ogg.packets([Samples.block(4, comment, isLast: false)])
        ogg.packets([Samples.block(1, 40, isLast: true)])
        ogg.packets(audio(seed: seed), perPage: 40, granule: 4096, step: 4096)
        return ogg
    }

    /// Packets of 0 to 1,200 bytes, some as long as a multiple of 255.
    public static func audio(seed: UInt64, packets: Int = 120) -> [[UInt8]] {
        var random = SplitMix64(seed: seed)
        return (0..<packets).map { index in
            random.bytes(index % 9 == 0 ? 510 : index % 31 == 7 ? 0 : Int(random.next() % 1200))
        }
    }
}
