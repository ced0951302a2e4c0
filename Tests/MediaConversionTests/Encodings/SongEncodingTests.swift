import LockerBase
import MediaConversion
import MediaFacts
import Testing

/// When a song is made into another, and into what.
@Suite struct SongEncodingTests {
    private func facts(kilobits: Int? = 900, channels: Int? = 2) -> SongFacts {
        var facts = SongFacts()
        facts.bitrate = kilobits.map { $0 * 1000 }
        facts.channels = channels
        facts.duration = 60_000
        return facts
    }

    private func encoding(_ wish: EncodingWish, of suffix: String, _ facts: SongFacts? = nil) -> SongEncoding? {
        SongEncoding(wish, of: facts ?? self.facts(), suffix: suffix, size: 6_750_000, usual: .opus)
    }

    @Test func `nothing is made of what has what was asked for`() {
        #expect(encoding(EncodingWish(format: "mp3"), of: "mp3") == nil)
        #expect(encoding(EncodingWish(format: "ogg"), of: "opus") == nil)
        #expect(encoding(EncodingWish(kilobits: 900), of: "flac") == nil)
        #expect(encoding(EncodingWish(kilobits: 2000), of: "flac") == nil)
        #expect(encoding(EncodingWish(offset: 30), of: "flac") == nil)
        #expect(encoding(EncodingWish(format: "flac"), of: "mp3") == nil)
        #expect(encoding(EncodingWish(format: "mp3", kilobits: 900), of: "mp3") == nil)
    }

    @Test func `another format is made, of as many bits as may be`() throws {
        let usual = try #require(encoding(EncodingWish(format: "mp3"), of: "flac"))
        #expect(usual.encoding == .mp3 && usual.kilobits == 192)
        let few = try #require(encoding(EncodingWish(format: "mp3", kilobits: 100), of: "flac"))
        #expect(few.kilobits == 96)
        let many = try #require(encoding(EncodingWish(format: "opus", kilobits: 950), of: "flac"))
        #expect(many.encoding == .opus && many.kilobits == 128)
        let least = try #require(encoding(EncodingWish(format: "aac", kilobits: 1), of: "flac"))
        #expect(least.encoding == .aac && least.kilobits == 24)
    }

    @Test func `fewer bits are made of the usual format`() throws {
        let less = try #require(encoding(EncodingWish(kilobits: 64), of: "mp3", facts(kilobits: 320)))
        #expect(less.encoding == .opus && less.kilobits == 64)
        // Nothing is said of how many it has, but for its length.
        let unknown = try #require(encoding(EncodingWish(kilobits: 899), of: "wav", facts(kilobits: nil)))
        #expect(unknown.kilobits == 320)
        #expect(encoding(EncodingWish(kilobits: 900), of: "wav", facts(kilobits: nil)) == nil)
    }

    @Test func `a gain never makes what is loud louder than it can be`() throws {
        var song = facts()
        #expect(encoding(EncodingWish(gain: .track), of: "flac", song) == nil)
        song.gain.track = -6.5
        song.gain.trackPeak = 0.99
        let quieter = try #require(encoding(EncodingWish(gain: .track), of: "flac", song))
        #expect(quieter.gain == -650 && quieter.arguments.contains("volume=-6.50dB"))
        song.gain.track = 10
        song.gain.trackPeak = 0.5
        let louder = try #require(encoding(EncodingWish(gain: .album), of: "mp3", song))
        #expect(louder.gain == 602 && louder.encoding == .mp3)
        song.gain.trackPeak = nil
        #expect(encoding(EncodingWish(gain: .track), of: "flac", song) == nil)
        song.gain.track = .nan
        #expect(encoding(EncodingWish(gain: .track), of: "flac", song) == nil)
    }

    @Test func `every parameter has a name of its own`() throws {
        let blob = SHA256.digest(of: [1])
        var wishes = ["mp3", "aac", "opus"].map { EncodingWish(format: $0) }
        wishes += [EncodingWish(kilobits: 64), EncodingWish(kilobits: 96), EncodingWish(kilobits: 96, offset: 1)]
        var names: Set<Digest> = []
        for wish in wishes {
            let made = try #require(encoding(wish, of: "flac"))
            names.insert(made.name(of: blob, by: "1"))
            #expect(made.name(of: blob, by: "1") == made.name(of: blob, by: "1"))
            names.insert(made.name(of: blob, by: "2"))
            names.insert(made.name(of: SHA256.digest(of: [2]), by: "1"))
        }
        #expect(names.count == wishes.count * 3)
    }
}
