import MediaFacts
import MediaTestSupport
import MediaWorker
import Testing

/// How often, and for what, is asked beyond the ends of a song.
@Suite struct AskingTests {
    @Test func `an ordinary song needs nothing but its ends`() {
        let tag = ID3v2Fixture().text("TIT2", "Rain").picture(Pictures.jpeg(20_000))
        let asked = Asked(Songs.mp3(tag, frames: 4000))
        let song = asked.facts()
        #expect(song?.title == "Rain" && song?.pictures.count == 1)
        #expect(song?.duration.map { abs($0 - 104_250) < 100 } == true)
        #expect(asked.ranges == [])
    }

    @Test func `a large picture is asked for in few pieces`() {
        let cover = Pictures.jpeg(900_000)
        let asked = Asked(Songs.mp3(ID3v2Fixture().picture(cover).text("TIT2", "Rain"), frames: 400))
        let song = asked.facts()
        #expect(song?.title == "Rain" && song?.pictures.map(\.byteCount) == [900_000])
        #expect(asked.ranges.count <= 4 && asked.bytes < 1_200_000)
    }

    @Test func `boxes at the end are found from the front`() {
        let asked = Asked(Songs.mp4([Songs.apple("nam", "Rain")], audio: 3_000_000))
        let song = asked.facts()
        #expect(song?.title == "Rain" && song?.duration == 20_000)
        #expect(asked.ranges.count <= 2)
    }

    @Test func `what is at hand and what is asked for say the same`() {
        let cover = Pictures.png(200_000)
        let songs: [[UInt8]] = [
            Songs.flac(["TITLE=Rain"], pictures: [cover]),
            Songs.opus(["TITLE=Rain", "METADATA_BLOCK_PICTURE=" + base64(Songs.flacPicture(cover))]),
            Songs.mp4([Songs.item(text("covr"), cover, flags: 14), Songs.apple("nam", "Rain")]),
        ]
        for song in songs {
            let whole = facts(of: song)
            #expect(whole?.pictures.map(\.byteCount) == [200_000])
            #expect(Asked(song).facts(head: 1000, tail: 100) == whole)
        }
    }
}
