import MediaFacts
import MediaTestSupport
import MediaWorker
import Testing

/// What songs of each format say.
@Suite struct FormatTests {
    private let fields = [
        "TITLE=Rain", "ARTIST=Lee", "ARTIST=Kim Ågren", "ALBUMARTIST=Lee", "ALBUM=Weather", "TRACKNUMBER=3",
        "TRACKTOTAL=12", "DISCNUMBER=1/2", "DATE=2004-05-01", "GENRE=17", "GENRE=Jazz", "COMPOSER=Poe",
        "COMMENT=Line one", "COMPILATION=1", "MUSICBRAINZ_TRACKID=r-1", "MUSICBRAINZ_ALBUMID=a-1",
        "MUSICBRAINZ_ARTISTID=m-1;m-2", "REPLAYGAIN_TRACK_GAIN=-7.43 dB", "REPLAYGAIN_ALBUM_PEAK=0.9",
        "LYRICS=[00:01.00]One\n[00:02.00]Two",
    ]

    private func expectFields(_ facts: SongFacts?) {
        #expect(facts?.title == "Rain" && facts?.artists == ["Lee", "Kim Ågren"] && facts?.albumArtists == ["Lee"])
        #expect(facts?.album == "Weather" && facts?.track == 3 && facts?.trackTotal == 12)
        #expect(facts?.disc == 1 && facts?.discTotal == 2 && facts?.year == 2004)
        #expect(facts?.genres == ["Rock", "Jazz"] && facts?.composers == ["Poe"] && facts?.comment == "Line one")
        #expect(facts?.isCompilation == true && facts?.musicBrainzRecording == "r-1")
        #expect(facts?.musicBrainzRelease == "a-1" && facts?.musicBrainzArtists == ["m-1", "m-2"])
        #expect(facts?.gain.track == -7.43 && facts?.gain.albumPeak == 0.9 && facts?.gain.album == nil)
        #expect(facts?.lyrics.first?.isSynced == true)
        #expect(facts?.lyrics.first?.lines.map(\.start) == [1000, 2000])
    }

    @Test func `FLAC`() {
        let cover = Pictures.jpeg()
        let song = facts(of: Songs.flac(fields, pictures: [cover, text("<svg/>")]))
        expectFields(song)
        #expect(song?.duration == 10_000 && song?.sampleRate == 44_100 && song?.channels == 2)
        #expect(song?.bitDepth == 16)
        #expect(song?.pictures.map(\.byteCount) == [cover.count])
        #expect(song?.pictures.first?.mediaType == "image/jpeg" && song?.pictures.first?.kind == 3)
    }

    @Test func `Vorbis`() {
        let song = facts(of: Songs.vorbis(fields))
        expectFields(song)
        #expect(song?.duration == 5000 && song?.sampleRate == 44_100 && song?.channels == 2)
        #expect(song?.bitDepth == nil)
    }

    @Test func `Opus, with its own gains and a picture in its comment`() {
        let picture = base64(Songs.flacPicture(Pictures.jpeg()))
        let gains = ["R128_TRACK_GAIN=-3072", "R128_ALBUM_GAIN=256", "METADATA_BLOCK_PICTURE=" + picture]
        let song = facts(of: Songs.opus(fields.filter { !$0.hasPrefix("REPLAYGAIN_TRACK") } + gains))
        #expect(song?.gain.track == -7 && song?.gain.album == 6)
        #expect(song?.duration == 10_000 && song?.sampleRate == 48_000)
        #expect(song?.pictures.map(\.byteCount) == [2000])
    }

    @Test func `MP4, with what PropertyMap leaves out`() {
        let items: [[UInt8]] = [
            Songs.apple("nam", "Rain"), Songs.apple("ART", "Lee"),
            Songs.item(text("aART"), text("Lee")), Songs.apple("alb", "Weather"),
            Songs.item(text("trkn"), [0, 0, 0, 3, 0, 12, 0, 0], flags: 0),
            Songs.apple("day", "2004"), Songs.apple("lyr", "One\rTwo"),
            Songs.item(text("covr"), Pictures.png(), flags: 14), Songs.item(text("cpil"), [1], flags: 21),
            Songs.custom("replaygain_track_gain", "-7.43 dB"), Songs.custom("MusicBrainz Track Id", "r-1"),
        ]
        let song = facts(of: Songs.mp4(items))
        #expect(song?.title == "Rain" && song?.artists == ["Lee"] && song?.albumArtists == ["Lee"])
        #expect(song?.album == "Weather" && song?.track == 3 && song?.trackTotal == 12 && song?.year == 2004)
        #expect(song?.isCompilation == true && song?.gain.track == -7.43 && song?.musicBrainzRecording == "r-1")
        #expect(song?.lyrics.first?.lines.map(\.text) == ["One", "Two"])
        #expect(song?.pictures.first?.mediaType == "image/png" && song?.duration == 20_000)
        #expect(song?.sampleRate == 44_100 && song?.channels == 2 && song?.bitDepth == nil)
    }

    @Test func `MP4 in fragments, which is about as long as its bytes take`() {
        let song = facts(of: Songs.mp4([], audio: 50_000, saysLength: false))
        #expect(song?.duration.map { (3900..<4100).contains($0) } == true)
        #expect(song?.bitrate.map { abs($0 - 100_000) <= 1000 } == true)
    }

    @Test func `AAC as a run of frames`() {
        let song = facts(of: Songs.tagged(ID3v2Fixture().text("TIT2", "Rain"), Samples.aac(430)))
        #expect(song?.title == "Rain" && song?.sampleRate == 44_100 && song?.channels == 2)
        // 430 frames of 1,024 samples.
        #expect(song?.duration.map { abs($0 - 9984) < 10 } == true)
        #expect(facts(of: Samples.aac(50))?.bitrate.map { abs($0 - 68_000) < 2000 } == true)
    }

    @Test func `WAV, AIFF and ASF, which begin where the stream is`() {
        let wav = facts(of: Songs.wav(title: "Rain", artist: "Lee"))
        #expect(wav?.title == "Rain" && wav?.artists == ["Lee"] && wav?.duration == 1000)
        #expect(wav?.sampleRate == 8000 && wav?.channels == 2 && wav?.bitDepth == 16)
        let aiff = facts(of: Songs.aiff(ID3v2Fixture().text("TIT2", "Rain").text("TPE1", "Lee")))
        #expect(aiff?.title == "Rain" && aiff?.artists == ["Lee"] && aiff?.duration == 1000)
        #expect(aiff?.sampleRate == 44_100 && aiff?.channels == 2 && aiff?.bitDepth == 16)
        let asf = facts(of: Songs.asf(title: "Rain", artist: "Lee"))
        #expect(asf?.title == "Rain" && asf?.artists == ["Lee"] && asf?.duration == 20_000)
        #expect(asf?.sampleRate == 44_100 && asf?.channels == 2 && asf?.bitrate == 128_000)
    }

    @Test func `what is no song is none`() {
        #expect(facts(of: []) == nil)
        #expect(facts(of: Pictures.jpeg(50_000)) == nil)
        #expect(facts(of: joined(text("RIFF"), zeros(4), text("WEBP"), zeros(1000))) == nil)
        #expect(facts(of: zeros(100_000)) == nil)
    }
}

/// RFC 4648.
func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = Array(bytes[start..<min(start + 3, bytes.count)])
        let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 {
            text.append(place <= group.count ? digits[number >> (18 - 6 * place) & 63] : "=")
        }
    }
    return text
}
