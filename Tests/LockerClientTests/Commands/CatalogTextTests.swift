import FoundationEssentials
import LockerAPI
import LockerCommands
import LockerSync
import Testing

@Suite struct CatalogTextTests {
    private static let song = Locker_V1_CatalogTrack.with {
        $0.track = Data(repeating: 0xAB, count: 32)
        $0.description_p.path = Data("Lee/Rain.flac".utf8)
        $0.description_p.title = "Rain"
        $0.description_p.artist = "Lee"
        $0.description_p.album = "Weather"
        $0.description_p.durationMs = 185_400
        $0.description_p.bitrate = 912_000
        $0.format = "flac"
        $0.size = 21_000_000
        $0.payloadSize = 20_000_000
        $0.blob = Data(repeating: 0xCD, count: 32)
        $0.added = 1_700_000_000_000_000_001
    }

    /// A song of which nothing but its file is known.
    private static let bare = Locker_V1_CatalogTrack.with {
        $0.track = Data(repeating: 1, count: 32)
        $0.description_p.path = Data("Kim/\u{1B}untitled.mp3".utf8)
    }

    @Test func `a table has a line a song, and the path of one without a title`() {
        #expect(
            TrackText.table([CatalogTextTests.song, CatalogTextTests.bare], long: false) == """
                TRACK         ARTIST  TITLE                 ALBUM    LENGTH     BITRATE  FORMAT      SIZE
                abababababab  Lee     Rain                  Weather    3:05  912 kbit/s  flac    20.0 MiB
                010101010101  -       Kim/\\x1buntitled.mp3  -             -           -  -            0 B
                """)
    }

    @Test func `only a long table has whole digests and texts`() {
        var song = CatalogTextTests.song
        song.description_p.title = String(repeating: "la ", count: 20) + "la"
        let (short, long) = (TrackText.table([song], long: false), TrackText.table([song], long: true))
        #expect(short.contains(" " + String(repeating: "la ", count: 13) + "\u{2026} "))
        #expect(!short.contains("ababababababa"))
        #expect(long.contains(song.description_p.title) && long.contains(String(repeating: "ab", count: 32)))
    }

    @Test(
        arguments: [
            (1, "0:00"), (499, "0:00"), (500, "0:01"), (59_999, "1:00"), (3_599_499, "59:59"), (3_727_000, "1:02:07"),
        ] as [(UInt64, String)])
    func `playing times are as players write them`(milliseconds: UInt64, text: String) {
        var song = CatalogTextTests.song
        song.description_p.durationMs = milliseconds
        #expect(TrackText.table([song], long: false).contains(" \(text)  912 kbit/s"))
    }

    @Test func `a song in JSON has all that is known, and null for what is not`() {
        let (ab, cd) = (String(repeating: "ab", count: 32), String(repeating: "cd", count: 32))
        #expect(
            TrackText.json(CatalogTextTests.song).text == #"{"added":1700000000.000000001,"#
                + #""added_ns":"1700000000000000001","album":"Weather","#
                + #""artist":"Lee","bitrate":912000,"blob":"\#(cd)","duration_ms":185400,"format":"flac","#
                + #""path":"Lee/Rain.flac","payload_size":20000000,"size":21000000,"title":"Rain","track":"\#(ab)"}"#)
        let bare = TrackText.json(CatalogTextTests.bare).text
        for key in ["title", "artist", "album", "duration_ms", "bitrate", "format", "blob"] {
            #expect(bare.contains(#""\#(key)":null"#), "\(key)")
        }
    }

    @Test func `an import says what it did`() {
        var report = CatalogReport()
        report.added = 1
        report.known = 2
        report.logicalBytes = 2048
        report.seconds = 0.5
        #expect(CatalogText.line(report) == "1 track added, 2 known already (2.0 KiB) in 0.50 s")
        report.skipped = [Skipped(path: [0x61], reason: "vanished")]
        #expect(CatalogText.line(report) == "1 track added, 2 known already, 1 skipped (2.0 KiB) in 0.50 s")
        #expect(
            CatalogText.json(report).text == #"{"added":1,"excluded":0,"files":3,"known":2,"listened":null,"#
                + #""logical_bytes":2048,"not_listened":null,"seconds":0.5,"skipped":[{"path":"a","reason":"vanished"}]}"#
        )
    }

    @Test func `an import says how many songs were listened to`() {
        var report = CatalogReport()
        report.known = 2
        report.listening = CatalogReport.Listening(heard: 2)
        #expect(
            CatalogText.line(report) == "0 tracks added, 2 known already, 2 listened to (0 B) in 0.00 s")
        report.added = 1
        report.listening = CatalogReport.Listening(heard: 2, unheard: 1)
        #expect(
            CatalogText.line(report)
                == "1 track added, 2 known already, 2 listened to, 1 could not be listened to (0 B) in 0.00 s")
        #expect(CatalogText.json(report).text.contains(#""listened":2,"logical_bytes":0,"not_listened":1,"#))
    }

    @Test func `a grant says what it did`() {
        let grant = Locker_V1_GrantResponse.with {
            $0.revision = 7
            $0.granted = 2
            $0.known = 1
        }
        #expect(CatalogText.line(grant) == "revision 7: 2 tracks granted, 1 known already")
        #expect(CatalogText.json(grant).text == #"{"granted":2,"known":1,"revision":7}"#)
    }
}
