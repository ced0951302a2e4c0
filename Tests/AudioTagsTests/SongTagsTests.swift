import AudioTags
import Glibc
import LockerTestSupport
import MediaTestSupport
import POSIXSupport
import Testing

@Suite struct SongTagsTests {
    /// What is read of a file of `bytes`.
    private func tags(_ bytes: [UInt8]) throws -> SongTags {
        try withTemporaryDirectory { SongTags(of: try makeFile($0 + "/song", bytes)) }
    }

    /// An ID3v2.4 tag of text frames (id3v2.4.0-structure and -frames).
    private func id3v2(_ frames: [(name: String, encoding: UInt8, text: [UInt8])]) -> [UInt8] {
        let body = frames.flatMap { frame -> [UInt8] in
            text(frame.name) + synchsafe(frame.text.count + 1) + [0, 0, frame.encoding] + frame.text
        }
        return text("ID3") + [4, 0, 0] + synchsafe(body.count) + body
    }

    private func mp3(title: String) -> [UInt8] {
        id3v2([("TIT2", 3, text(title))]) + Samples.mp3(100)
    }

    /// A second of silence: 8 bits, 8 kHz, one channel.
    private func wav(_ info: [(name: String, text: String)]) -> [UInt8] {
        let format = little(UInt16(1)) + little(UInt16(1)) + little(UInt32(8000)) + little(UInt32(8000))
        let items = info.flatMap { Samples.chunk($0.name, text($0.text) + [0]) }
        return Samples.riff(
            Samples.chunk("fmt ", format + little(UInt16(1)) + little(UInt16(8)))
                + Samples.chunk("data", [UInt8](repeating: 0x80, count: 8000))
                + Samples.chunk("LIST", text("INFO") + items))
    }

    @Test func `an MP3 says what its ID3v2 tag says, in every encoding`() throws {
        let utf16: [UInt8] = [0xFF, 0xFE] + "Übermut ♫".utf16.flatMap { little($0) }
        let song = try tags(
            id3v2([("TIT2", 1, utf16), ("TPE1", 3, text("Kim Ågren")), ("TALB", 0, [0x4E, 0xE9])])
                + Samples.mp3(100))
        #expect(song.title == "Übermut ♫" && song.artist == "Kim Ågren" && song.album == "Né")
        // 41,700 bytes at 128 kbit/s.
        #expect(song.duration == 2606 && song.bitrate == 128_000)
    }

    @Test func `a WAV says what its INFO list says`() throws {
        let song = try tags(wav([("INAM", "Rain"), ("IART", "Lee"), ("IPRD", "Weather")]))
        #expect(song.title == "Rain" && song.artist == "Lee" && song.album == "Weather")
        #expect(song.duration == 1000 && song.bitrate == 64_000)
    }

    @Test func `what is not said is nil`() throws {
        let song = try tags(wav([]))
        #expect(song.title == nil && song.artist == nil && song.album == nil && song.duration == 1000)
    }

    @Test func `the file is the one that is open, whatever becomes of its name`() throws {
        try withTemporaryDirectory { directory in
            let file = try makeFile(directory + "/song.flac", mp3(title: "One"))
            #expect(unlink(directory + "/song.flac") == 0)
            try makeFile(directory + "/song.flac", mp3(title: "Other"))
            #expect(SongTags(of: file).title == "One")
            // It is left open, and can be read again.
            #expect(SongTags(of: file).title == "One")
        }
    }

    @Test func `texts are bounded and have no control characters`() throws {
        #expect(try tags(mp3(title: "a\u{1B}[2J\u{9B}b\nc")).title == "a[2Jbc")
        #expect(try tags(mp3(title: "\u{1}\u{2}")).title == nil)
        let long = "a" + String(repeating: "é", count: 3000)
        #expect(try tags(mp3(title: long)).title == "a" + String(repeating: "é", count: 511))
        #expect(try tags(mp3(title: String(repeating: "é", count: 512))).title?.utf8.count == SongTags.maximumLength)
    }

    @Test func `what is no song says nothing`() throws {
        var random = SplitMix64(seed: 1)
        let nothing = try tags([])
        #expect(nothing.title == nil && nothing.duration == nil && nothing.bitrate == nil)
        #expect(try tags(random.bytes(10_000)) == nothing)
        #expect(try SongTags(of: Descriptor.open("/", O_RDONLY | O_DIRECTORY)) == nothing)
        try withTemporaryDirectory { directory in
            let unreadable = try Descriptor.open(directory + "/song", O_WRONLY | O_CREAT)
            #expect(SongTags(of: unreadable) == nothing)
        }
    }

    @Test func `damaged songs say something or nothing`() throws {
        var random = SplitMix64(seed: 2)
        for whole in [mp3(title: "One"), wav([("INAM", "Rain")])] {
            for _ in 0..<200 {
                var bytes = whole
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<200, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
                let song = try tags(bytes)
                #expect((song.title?.utf8.count ?? 0) <= SongTags.maximumLength && song.duration != 0)
            }
        }
    }
}
