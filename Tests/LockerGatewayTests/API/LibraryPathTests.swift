import LockerBase
import LockerGateway
import Testing

/// What URLs of libraries name.
@Suite struct LibraryPathTests {
    @Test func `a library and a path are taken out of a URL`() throws {
        let path = try LibraryPath("/api/v1/libraries/my%20songs/files/a/b%C3%BC.mp3")
        #expect(path.library == "my songs")
        #expect(try path.entry() == EntryPath("a/bü.mp3"))
    }

    /// The router passes over components without bytes: a file of another name was written.
    @Test(arguments: [
        "///api/v1/libraries/music/files/ab", "//api/v1/libraries/music/files/ab",
        "/api/v1/libraries/music//files/ab", "/api/v1/libraries/music///files/ab",
    ])
    func `slashes too many name nothing`(url: String) {
        let error = #expect(throws: LockerError.self) { _ = try LibraryPath(url).entry() }
        #expect(error?.code == .notFound)
    }

    @Test(arguments: ["/api/v1/libraries//files/ab", "/api/v1/libraries/%ff/files/ab", "/api/v1/libraries/%4/files/ab"])
    func `names that are no text are refused`(url: String) {
        let error = #expect(throws: LockerError.self) { _ = try LibraryPath(url) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `paths are split at their own slashes`() throws {
        // A slash with a mark behind it is one character of text.
        #expect(try LibraryPath("/api/v1/libraries/\u{301}x/files/a").library == "\u{301}x")
    }
}
