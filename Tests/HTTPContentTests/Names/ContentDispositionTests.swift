import HTTPContent
import Testing

@Suite struct ContentDispositionTests {
    @Test(arguments: [
        ("song.mp3", "attachment; filename=\"song.mp3\""),
        ("01 - A Song.mp3", "attachment; filename=\"01 - A Song.mp3\""),
        ("Björk.mp3", "attachment; filename=\"Bj_rk.mp3\"; filename*=UTF-8''Bj%C3%B6rk.mp3"),
        ("日本.flac", "attachment; filename=\"__.flac\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.flac"),
        ("a\"b.mp3", "attachment; filename=\"a_b.mp3\"; filename*=UTF-8''a%22b.mp3"),
        ("100%41.mp3", "attachment; filename=\"100_41.mp3\"; filename*=UTF-8''100%2541.mp3"),
        ("it's (a) b.mp3", "attachment; filename=\"it's (a) b.mp3\""),
        ("AC/DC.mp3", "attachment; filename=\"AC_DC.mp3\""),
        ("..\\..\\a.exe", "attachment; filename=\".._.._a.exe\""),
        ("a\r\nSet-Cookie: x=y", "attachment; filename=\"a__Set-Cookie: x=y\""),
        ("a\u{202E}3pm.exe", "attachment; filename=\"a_3pm.exe\""),
        ("", "attachment; filename=\"file\""),
        ("..", "attachment; filename=\"file\""),
    ])
    func tellsTheName(name: String, value: String) {
        #expect(ContentDisposition(.attachment, fileName: Array(name.utf8)).fieldValue == value)
    }

    @Test func bytesThatAreNoTextAreReplaced() {
        let value = ContentDisposition(.inline, fileName: [0x61, 0xFF, 0x62]).fieldValue
        #expect(value == "inline; filename=\"a_b\"; filename*=UTF-8''a%EF%BF%BDb")
    }

    @Test func longNamesAreCut() {
        let value = ContentDisposition(.inline, fileName: [UInt8](repeating: 0x61, count: 100_000)).fieldValue
        #expect(value == "inline; filename=\"" + String(repeating: "a", count: 255) + "\"")
    }

    @Test(arguments: [
        ("a.mp3", false, "inline"), ("a.mp3", true, "attachment"), ("a.svg", false, "attachment"),
        ("a.html", false, "attachment"), ("a", false, "attachment"),
    ])
    func whatMayNotBeShownIsAnAttachment(name: String, isDownload: Bool, kind: String) {
        let type = MediaType(ofFileNamed: Array(name.utf8))
        let disposition = ContentDisposition(of: type, fileName: Array(name.utf8), isDownload: isDownload)
        #expect(disposition.kind.rawValue == kind)
    }
}
