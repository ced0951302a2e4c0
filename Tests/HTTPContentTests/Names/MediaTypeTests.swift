import HTTPContent
import Testing

@Suite struct MediaTypeTests {
    @Test(arguments: [
        ("a.mp3", "audio/mpeg"), ("a.MP3", "audio/mpeg"), ("a.m4a", "audio/mp4"), ("a.m4b", "audio/mp4"),
        ("a.mp4", "video/mp4"), ("a.aac", "audio/aac"), ("a.flac", "audio/flac"), ("a.FLAC", "audio/flac"),
        ("a.ogg", "audio/ogg"), ("a.oga", "audio/ogg"), ("a.opus", "audio/ogg"), ("a.wav", "audio/wav"),
        ("a.aif", "audio/aiff"), ("a.aiff", "audio/aiff"), ("a.wv", "audio/x-wavpack"), ("a.ape", "audio/x-ape"),
        ("a.mpc", "audio/x-musepack"), ("a.wma", "audio/x-ms-wma"), ("a.dsf", "audio/x-dsf"), ("a.dff", "audio/x-dff"),
        ("a.mka", "audio/x-matroska"), ("a.mid", "audio/midi"),
    ])
    func knowsSongs(file: String, type: String) {
        #expect(MediaType(ofFileNamed: Array(file.utf8)).name == type)
    }

    @Test(arguments: [
        ("cover.jpg", "image/jpeg"), ("cover.JPEG", "image/jpeg"), ("cover.png", "image/png"),
        ("cover.webp", "image/webp"), ("a.mkv", "video/x-matroska"), ("a.webm", "video/webm"),
        ("mix.m3u", "audio/x-mpegurl"), ("mix.m3u8", "application/vnd.apple.mpegurl"), ("mix.pls", "audio/x-scpls"),
        ("mix.xspf", "application/xspf+xml"), ("album.cue", "application/x-cue"), ("song.lrc", "text/plain"),
        ("notes.txt", "text/plain"), ("booklet.pdf", "application/pdf"), ("a.svg", "image/svg+xml"),
        ("a.html", "text/html"), ("Music/x.y/a.b.mp3", "audio/mpeg"), ("README.markdown", "text/markdown"),
    ])
    func knowsWhatElseLiesThere(file: String, type: String) {
        #expect(MediaType(ofFileNamed: Array(file.utf8)).name == type)
    }

    @Test(arguments: ["", ".", "a", "a.", "mp3", "a.mp3x", "x.mp3/a", "a.exe", "a.averylongending", "a.mp3 ", "a.swf"])
    func callsTheRestUnknown(file: String) {
        #expect(MediaType(ofFileNamed: Array(file.utf8)) == .unknown)
    }

    @Test func namesMayBeOfAnyBytes() {
        #expect(MediaType(ofFileNamed: [0xFF, 0x2E, 0x6D, 0x70, 0x33]).name == "audio/mpeg")
        #expect(MediaType(ofFileNamed: [0x61, 0x2E, 0xFF, 0xFE]) == .unknown)
    }

    @Test(arguments: ["a.mp3", "a.flac", "a.jpg", "a.png", "a.mp4", "a.txt", "a.lrc", "a.webm"])
    func songsFilmsPicturesAndTextsAreShown(file: String) {
        #expect(MediaType(ofFileNamed: Array(file.utf8)).mayBeShown)
    }

    @Test(arguments: [
        "a.svg", "a.svgz", "a.html", "a.htm", "a.xhtml", "a.xml", "a.xspf", "a.pdf", "a.zip", "a.exe", "a", "a.json",
        "a.md",
    ])
    func whatCouldDoSomethingIsNot(file: String) {
        #expect(!MediaType(ofFileNamed: Array(file.utf8)).mayBeShown)
    }

    /// A page of the gateway may load scripts from the gateway, and this is one that anybody can put there.
    @Test(arguments: ["a.js", "a.mjs", "a.css", "A.JS"])
    func scriptsAreNotCalledScripts(file: String) {
        #expect(MediaType(ofFileNamed: Array(file.utf8)).name == "text/plain")
    }

    @Test func parametersDoNotMatterToWhatIsShown() {
        #expect(MediaType.text.mayBeShown)
        #expect(MediaType("audio/ogg; codecs=opus").mayBeShown)
        #expect(!MediaType("text/html; charset=utf-8").mayBeShown)
    }

    @Test func aSongInAContainerForFilmsIsASong() {
        #expect(MediaType(ofFileNamed: Array("a.mp4".utf8)).asAudio.name == "audio/mp4")
        #expect(MediaType(ofFileNamed: Array("a.mp3".utf8)).asAudio.name == "audio/mpeg")
    }

    @Test(arguments: ["image/png\r\nSet-Cookie: a=b", "image/p\u{0}ng", "bild/größe"])
    func aNameThatNoHeaderHasIsNotTold(name: String) {
        #expect(MediaType(name) == .unknown)
    }
}
