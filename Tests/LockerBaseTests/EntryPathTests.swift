import LockerBase
import Testing

@Suite struct EntryPathTests {
    @Test(arguments: [
        "a", "a/b", "Music/01 – Song.mp3", "-x", "...", "..a/b..", " ", "a\tb\nc",
    ])
    func takesWhatADiskCanHold(path: String) throws {
        #expect(try EntryPath(path).text == path)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "a\0b",
    ])
    func refusesWhatCouldLeaveTheFolder(path: String) {
        #expect { try EntryPath(path) } throws: { ($0 as? LockerError)?.code == .invalidArgument }
    }

    @Test func takesNamesOfAnyBytesUpToTheLimits() throws {
        let name = [UInt8](repeating: 0xFF, count: 255)
        #expect(try EntryPath(name).text == nil)
        #expect(throws: LockerError.self) { try EntryPath(name + [0xFF]) }
        let deep = Array(repeating: "d", count: 2_048).joined(separator: "/")
        #expect(try EntryPath(deep).components.count == 2_048)
        #expect(throws: LockerError.self) { try EntryPath(deep + "/e") }
    }

    @Test func belowMeansInTheFolder() throws {
        let folder = try EntryPath("a/b")
        #expect(try EntryPath("a/b/c").isBelow(folder))
        #expect(try !EntryPath("a/b").isBelow(folder))
        #expect(try !EntryPath("a/bc").isBelow(folder))
        #expect(try !EntryPath("b/a/b/c").isBelow(folder))
    }

    @Test func whatIsPrintedNeitherMovesTheCursorNorHidesBytes() {
        #expect(EntryPath.printable("Café 🎵/x".utf8) == "Café 🎵/x")
        #expect(EntryPath.printable([0x61, 0x1B, 0x5B, 0x0A, 0xFF, 0x5C]) == "a\\x1b[\\x0a\\xff\\x5c")
        #expect(EntryPath.printable([0xC2, 0x9B]) == "\\xc2\\x9b")
    }

    /// Direction marks, joiners, spaces without width, separators, tags, fillers.
    @Test(arguments: [
        0x202E, 0x2066, 0x2069, 0x200B, 0x200D, 0xFEFF, 0xAD, 0x2028, 0x2029, 0xE0041, 0xE0001, 0x3164, 0x85,
    ])
    func whatIsPrintedHidesNoCharacter(code: UInt32) throws {
        let name = "a\(try #require(Unicode.Scalar(code)))b"
        let shown = name.printable
        #expect(name.hasHiddenCharacters && !shown.hasHiddenCharacters)
        #expect(shown.hasPrefix("a\\x") && shown.hasSuffix("b") && shown.utf8.allSatisfy { $0 < 0x7F })
        #expect(EntryPath.unescaped(Array(shown.utf8)) == Array(name.utf8))
    }

    @Test func whatIsSeenIsPrintedAsItIs() {
        for name in ["Beyonc\u{65}\u{301}", "\u{2665}\u{FE0F}", "日本", "שלום", "a\u{A0}b"] {
            #expect(name.printable == name && !name.hasHiddenCharacters)
        }
    }

    @Test func whatWasPrintedNamesItsBytesAgain() {
        for bytes in [[0x61, 0xFF], [0x5C], [0x61, 0x5C, 0x78, 0x66, 0x66], [0x1B, 0x5C, 0x0A]] as [[UInt8]] {
            #expect(EntryPath.unescaped(Array(EntryPath.printable(bytes).utf8)) == bytes)
        }
        // What is never printed is no escape: such names stand for themselves.
        for name in ["a", "a\\b", "a\\x41", "a\\xFF", "a\\x", "\\", "a\\xc3\\xa9"] {
            #expect(EntryPath.unescaped(Array(name.utf8)) == nil, "\(name)")
        }
    }

    @Test func controlCharactersAreFoundAndNoOthers() {
        for text in ["a\nb", "\0", "\u{7F}", "\u{85}"] { #expect(text.hasControlCharacters) }
        for text in ["", "a b", "caf\u{E9}", "\u{202E}", "\u{200B}"] { #expect(!text.hasControlCharacters) }
    }
}
