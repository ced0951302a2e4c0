extension Songs {
    /// Twenty seconds of AAC, by what its boxes say.
    ///
    /// - Parameters:
    ///   - items: boxes of `ilst`.
    ///   - audio: bytes of `mdat`, which comes before `moov`, as in files whose tags were never moved to the front.
    ///   - saysLength: whether they say that it is that long. Where the audio is in fragments they do not, and its bitrate,
    ///     which is 100 kbit/s, is all that there is.
    public static func mp4(_ items: [[UInt8]], audio: Int = 1000, saysLength: Bool = true) -> [UInt8] {
        let list = Samples.box("ilst", items.flatMap { $0 })
        let handler = Samples.box("hdlr", joined(zeros(8), text("mdir"), text("appl"), zeros(9)))
        let user = Samples.box("udta", Samples.box("meta", joined(zeros(4), handler, list)))
        let movie = Samples.box("moov", joined(Samples.box("trak", media(saysLength)), user))
        return joined(Samples.fileType, Samples.box("mdat", zeros(audio)), movie)
    }

    private static func media(_ saysLength: Bool) -> [UInt8] {
        let length = big(UInt32(saysLength ? 20_000 : 0))
        let header = Samples.box("mdhd", joined(zeros(12), big(UInt32(1000)), length, zeros(4)))
        let handler = Samples.box("hdlr", joined(zeros(8), text("soun"), zeros(13)))
        let names = joined(zeros(6), big(UInt16(1)), zeros(8))
        let shape = joined(big(UInt16(2)), big(UInt16(16)), zeros(4), big(UInt32(44_100) << 16))
        let entries = joined(zeros(4), big(UInt32(1)), Samples.box("mp4a", joined(names, shape, stream)))
        let table = Samples.box("stbl", Samples.box("stsd", entries))
        return Samples.box("mdia", joined(header, handler, Samples.box("minf", table)))
    }

    /// Two descriptors, one in the other, and nothing of how to decode it (ISO/IEC 14496-1, 7.2.6).
    private static var stream: [UInt8] {
        let bitrate = big(UInt32(100_000))
        let decoder = joined([4, 13, 0x40, 0x15, 0, 0, 0], bitrate, bitrate)
        return Samples.box("esds", joined(zeros(4), [3, 18, 0, 0, 0], decoder))
    }

    /// The box of an item with one value, text by default. The copyright sign in names is one byte.
    public static func item(_ name: [UInt8], _ value: [UInt8], flags: UInt32 = 1) -> [UInt8] {
        let data = Samples.box("data", joined(big(flags), zeros(4), value))
        return joined(big(UInt32(data.count + 8)), name, data)
    }

    /// A text of iTunes, whose name has a copyright sign in front.
    public static func apple(_ name: String, _ value: String) -> [UInt8] {
        item(joined([0xA9], text(name)), text(value))
    }

    /// An item that some program has made up.
    public static func custom(_ name: String, _ value: String) -> [UInt8] {
        let mean = Samples.box("mean", zeros(4) + text("com.apple.iTunes"))
        let data = Samples.box("data", joined(big(UInt32(1)), zeros(4), text(value)))
        return Samples.box("----", joined(mean, Samples.box("name", zeros(4) + text(name)), data))
    }
}
