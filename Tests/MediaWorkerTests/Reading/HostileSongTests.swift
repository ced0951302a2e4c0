import LockerTestSupport
import MediaFacts
import MediaTestSupport
import MediaWorker
import Testing

/// Songs that lie, hold too much, or are cut off.
@Suite struct HostileSongTests {
    @Test func `a tag that says that it is longer than the file`() {
        let tag = ID3v2Fixture().text("TIT2", "Rain")
        let song = facts(of: tag.bytes(size: 1 << 27) + Samples.mp3())
        #expect(song?.title == "Rain")
    }

    @Test func `a frame that says that it is longer than the tag`() {
        var tag = ID3v2Fixture().text("TIT2", "Rain")
        tag.frames += joined(text("TALB"), synchsafe(1 << 27), [0, 0, 3], text("Weather"))
        #expect(facts(of: Songs.mp3(tag))?.title == "Rain")
    }

    @Test func `a picture of 100 MB costs no more than may be asked for`() {
        let picture = 100 << 20
        var tag = ID3v2Fixture().text("TIT2", "Rain")
        tag.frames += joined(text("APIC"), synchsafe(picture), [0, 0, 0], text("image/jpeg"), [0, 3, 0])
        let (head, audio) = (tag.bytes(size: tag.frames.count + picture) + Pictures.jpeg(20_000), Samples.mp3())
        let song = SongBytes(size: head.count + picture + audio.count, head: head, tail: audio)
        var asked: [Range<Int>] = []
        let facts = SongParser().facts(of: song) { range in
            asked.append(range)
            return [UInt8](repeating: 0x55, count: range.count)
        }
        #expect(facts?.title == "Rain" && facts?.pictures == [])
        #expect(asked.reduce(0) { $0 + $1.count } <= SongLimits.bytes && asked.count <= SongLimits.asks)
    }

    @Test func `a block of FLAC that is too long hides no comment behind it`() {
        let pictures = [Pictures.jpeg(15 << 20, seed: 1), Pictures.jpeg(3000)]
        let asked = Asked(Songs.flac(["TITLE=Rain"], pictures: pictures, picturesFirst: true))
        let song = asked.facts()
        #expect(song?.title == "Rain" && song?.duration == 10_000)
        #expect(song?.pictures.map(\.byteCount) == [3000])
        #expect(asked.bytes <= SongLimits.bytes)
    }

    @Test func `a million frames`() {
        let frame = ID3v2Fixture().text("TXXX", "a").frames
        var tag = ID3v2Fixture().text("TIT2", "Rain")
        tag.frames.reserveCapacity(frame.count * 1_000_000 + 100)
        for _ in 0..<1_000_000 { tag.frames += frame }
        let asked = Asked(Songs.mp3(tag))
        #expect(asked.facts()?.title == "Rain")
        #expect(asked.bytes <= SongLimits.bytes)
    }

    @Test func `texts, lists and lyrics have ends`() {
        let long = String(repeating: "x", count: 100_000)
        let fields = (0..<1000).map { "ARTIST=\($0)" } + ["TITLE=" + long, "COMMENT=" + long]
        let lyrics = (0..<20).map { _ in "LYRICS=" + String(repeating: "la la la\n", count: 2000) }
        let song = facts(of: Songs.flac(fields + lyrics))
        #expect(song?.artists.count == TagText.maximumElements)
        #expect(song?.title?.utf8.count == TagText.maximum)
        #expect(song?.comment?.utf8.count == TagText.maximumComment)
        let words = song?.lyrics.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.text.utf8.count } }
        #expect(words.map { $0 > 0 && $0 <= TagText.maximumLyrics } == true)
    }

    @Test func `boxes within boxes within boxes`() {
        var boxes: [UInt8] = []
        for _ in 0..<2000 { boxes = Samples.box("moov", boxes) }
        #expect(facts(of: Samples.fileType + boxes)?.title == nil)
    }

    @Test func `nothing more is given`() {
        let tag = ID3v2Fixture().text("TIT2", "Rain").picture(Pictures.jpeg(500_000))
        let song = Songs.mp3(tag, frames: 1000)
        let said = SongParser().facts(of: ends(of: song)) { _ in [] }
        #expect(said?.title == "Rain" && said?.pictures == [])
    }

    @Test func `damaged songs say something or nothing`() {
        var random = SplitMix64(seed: 2)
        let wholes: [[UInt8]] = [
            Songs.mp3(ID3v2Fixture().text("TIT2", "One").picture(Pictures.jpeg(300)).lyrics("la")),
            Songs.flac(["TITLE=One"], pictures: [Pictures.png(300)]), Songs.vorbis(["TITLE=One"]),
            Songs.opus(["TITLE=One"]), Songs.mp4([Songs.apple("nam", "One")], audio: 100),
        ]
        for whole in wholes {
            for _ in 0..<100 {
                var bytes = whole
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<min(400, bytes.count), using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
                #expect((facts(of: bytes)?.title?.utf8.count ?? 0) <= TagText.maximum)
            }
        }
    }
}
