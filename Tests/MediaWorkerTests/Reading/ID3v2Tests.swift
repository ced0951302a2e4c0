import MediaFacts
import MediaTestSupport
import MediaWorker
import Testing

/// What tags of MPEG audio say.
@Suite struct ID3v2Tests {
    @Test func `texts and numbers`() {
        let tag = ID3v2Fixture().text("TIT2", "Rain").text("TPE1", "Lee", "Kim").text("TPE2", "Lee")
            .text("TALB", "Weather").text("TRCK", "3/12").text("TPOS", "1/2").text("TDRC", "2004-05-01T10:00")
            .text("TCON", "(17)").text("TCOM", "Poe").text("TCMP", "1")
            .custom("MusicBrainz Album Id", "a-1").custom("REPLAYGAIN_ALBUM_GAIN", "-3.5 dB")
            .frame("UFID", text("http://musicbrainz.org\u{0}r-1"))
            .frame("COMM", text("\u{3}eng\u{0}A word"))
        let song = facts(of: Songs.mp3(tag))
        #expect(song?.title == "Rain" && song?.artists == ["Lee", "Kim"] && song?.albumArtists == ["Lee"])
        #expect(song?.album == "Weather" && song?.track == 3 && song?.trackTotal == 12 && song?.disc == 1)
        #expect(song?.year == 2004 && song?.genres == ["Rock"] && song?.composers == ["Poe"])
        #expect(song?.isCompilation == true && song?.musicBrainzRelease == "a-1")
        #expect(song?.musicBrainzRecording == "r-1" && song?.gain.album == -3.5 && song?.comment == "A word")
        #expect(song?.sampleRate == 44_100 && song?.channels == 2 && song?.bitrate == 128_000)
        // 38 frames of 417 bytes at 128 kbit/s.
        #expect(song?.duration.map { abs($0 - 990) < 5 } == true)
    }

    @Test func `lyrics with times of their own, and those that are words alone`() {
        let tag = ID3v2Fixture().timed([(1500, "Eins"), (2500, "Zwei")]).lyrics("One\nTwo")
        let lyrics = facts(of: Songs.mp3(tag))?.lyrics
        #expect(lyrics?.map(\.language) == ["deu", "eng"] && lyrics?.map(\.isSynced) == [true, false])
        #expect(lyrics?.first?.lines.map(\.start) == [1500, 2500])
        #expect(lyrics?.last?.lines.map(\.text) == ["One", "Two"])
    }

    @Test func `pictures are told once each, by what they are`() {
        let (cover, back) = (Pictures.jpeg(), Pictures.png())
        let tag = ID3v2Fixture().picture(back, kind: 4, type: "image/svg+xml").picture(cover).picture(cover)
            .picture(text("<svg onload='alert(1)'/>"), type: "image/jpeg")
        let song = Songs.mp3(tag)
        let pictures = facts(of: song)?.pictures
        #expect(pictures?.map(\.kind) == [4, 3])
        #expect(pictures?.map(\.mediaType) == ["image/png", "image/jpeg"])
        guard let digest = pictures?.last?.digest else { return }
        #expect(SongParser().picture(digest, of: SongBytes(song)) { _ in [] } == cover)
        let other = String(repeating: "0", count: 32)
        #expect(SongParser().picture(other, of: SongBytes(song)) { _ in [] } == nil)
    }

    @Test func `what an old tag behind the audio says fills the gaps`() {
        var old = text("TAG") + zeros(125)
        old.replaceSubrange(3..<8, with: text("Title"))
        old.replaceSubrange(33..<36, with: text("Lee"))
        old[127] = 17
        let song = facts(of: Songs.mp3(ID3v2Fixture().text("TIT2", "A longer title")) + old)
        #expect(song?.title == "A longer title" && song?.artists == ["Lee"] && song?.genres == ["Rock"])
    }

    @Test func `names do not count, and neither does what the tag is in front of`() {
        let song = facts(of: ID3v2Fixture().text("TIT2", "Tag").bytes() + Songs.flac(["TITLE=Comment"]))
        #expect(song?.title == "Comment" && song?.duration == 10_000)
    }
}
