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
}
