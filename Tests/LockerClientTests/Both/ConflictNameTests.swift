import LockerBase
import LockerSync
import Testing

@Suite struct ConflictNameTests {
    /// 2026-11-29 12:34:56 UTC.
    private let moment: Int64 = 1_795_955_696_000_000_000

    private func name(
        _ path: String, device: String = "laptop", isFolder: Bool = false, number: Int = 1
    ) throws -> String? {
        try ConflictName(device: device, at: moment).path(for: EntryPath(path), isFolder: isFolder, number: number)?
            .text
    }

    @Test func `the name says what, where and when, and keeps its extension`() throws {
        try #expect(name("a/song.mp3") == "a/song (conflict, laptop, 2026-11-29 123456).mp3")
        try #expect(name("a/song.mp3", number: 3) == "a/song (conflict, laptop, 2026-11-29 123456) (3).mp3")
        try #expect(name("a.b/song") == "a.b/song (conflict, laptop, 2026-11-29 123456)")
        try #expect(name("a.b", isFolder: true) == "a.b (conflict, laptop, 2026-11-29 123456)")
        try #expect(name(".hidden") == ".hidden (conflict, laptop, 2026-11-29 123456)")
        let long = String(repeating: "e", count: 40)
        try #expect(name("song.\(long)") == "song.\(long) (conflict, laptop, 2026-11-29 123456)")
    }

    @Test func `a device's name has nothing that a disk refuses`() throws {
        #expect(
            try name("s", device: "a/b:c*d?e\"f<g>h|i\\j\u{7}\u{202E}")
                == "s (conflict, a-b-c-d-e-f-g-h-i-j--, 2026-11-29 123456)")
        try #expect(name("s", device: "") == "s (conflict, device, 2026-11-29 123456)")
        let long = try #require(try name("s", device: String(repeating: "é", count: 200)))
        #expect(long.utf8.count < 110 && long.contains("éé"))
    }

    @Test func `a long name is cut where a character ends`() throws {
        for letter in ["x", "é", "日", "🎵"] {
            let stem = String(repeating: letter, count: 250 / letter.utf8.count)
            let path = try #require(try name("folder/\(stem).mp3"))
            let last = try #require(path.split(separator: "/").last)
            #expect(last.utf8.count <= 255 && last.utf8.count > 255 - letter.utf8.count)
            #expect(last.hasSuffix(" (conflict, laptop, 2026-11-29 123456).mp3") && last.hasPrefix(letter))
        }
    }

    @Test func `bytes that are no text are kept as they are`() throws {
        let path = try EntryPath([0x61, 0xFF, 0xFE])
        let other = ConflictName(device: "d", at: moment).path(for: path, isFolder: false, number: 1)
        #expect(other?.bytes.starts(with: [0x61, 0xFF, 0xFE, 0x20]) == true)
        let long = try EntryPath([UInt8](repeating: 0xFF, count: 255))
        let cut = ConflictName(device: "d", at: moment).path(for: long, isFolder: false, number: 1)
        #expect(cut?.bytes.count == 255)
    }

    @Test func `a path that has no room for a name has none`() throws {
        let folder = (0..<16).map { _ in String(repeating: "f", count: 254) }.joined(separator: "/")
        try #expect(name("\(folder)/song") == nil)
    }
}
