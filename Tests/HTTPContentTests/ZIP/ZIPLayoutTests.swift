import HTTPContent
import LockerBase
import Testing

@Suite struct ZIPLayoutTests {
    @Test func anArchiveOfNothingIsItsEnd() throws {
        let layout = try ZIPLayout([])
        #expect(layout.length == 22)
        #expect(try Archive.bytes(layout, []).count == 22)
    }

    @Test(
        arguments: [
            0, 1, 1_700_000_000, -1, Int64(Int32.max), Int64(Int32.max) + 1, Int64(Int32.min), Int64(Int32.min) - 1,
            .max, .min,
        ] as [Int64])
    func lengthsArePredictedForAnyTime(modified: Int64) throws {
        let contents: [[UInt8]] = [[1, 2, 3], [], []]
        let layout = try ZIPLayout([
            ZIPEntry(try EntryPath("a"), size: 3, modified: modified, mode: 0o644),
            ZIPEntry(try EntryPath("b"), .folder, modified: modified, mode: 0o755),
            ZIPEntry(try EntryPath("c"), modified: modified, mode: 0o600),
        ])
        let bytes = try Archive.bytes(layout, contents)
        #expect(UInt64(bytes.count) == layout.length)
    }

    /// One file: 60 bytes before it, 24 behind, 76 of the directory and 98 of its end.
    @Test func upToTheLargestNumber() throws {
        let path = try EntryPath("a")
        let most = ZIPEntry(path, size: UInt64.max - 258, modified: 0, mode: 0)
        #expect(try ZIPLayout([most]).length == .max)
        let more = ZIPEntry(path, size: UInt64.max - 257, modified: 0, mode: 0)
        #expect(throws: LockerError.self) { try ZIPLayout([more]) }
        let half = ZIPEntry(path, size: 1 << 63, modified: 0, mode: 0)
        #expect(throws: LockerError.self) { try ZIPLayout([half, half]) }
        #expect(throws: LockerError.self) { try ZIPLayout([ZIPEntry(path, size: .max, modified: 0, mode: 0)]) }
    }

    /// All ones in 32 bits mean something else: the size before is the last that they tell.
    @Test func sizesOf64BitsBeginWhere32End() throws {
        let path = try EntryPath("a")
        let small = try ZIPLayout([ZIPEntry(path, size: 0xFFFF_FFFE, modified: 0, mode: 0)]).length
        let large = try ZIPLayout([ZIPEntry(path, size: 0xFFFF_FFFF, modified: 0, mode: 0)]).length
        // Behind the small one, the offset of the directory takes 64 bits already.
        #expect(small == 0xFFFF_FFFE + 40 + 16 + 56 + 98)
        #expect(large == 0xFFFF_FFFF + 60 + 24 + 76 + 98)
    }

    @Test func aFolderHasNoContent() throws {
        let folder = ZIPEntry(try EntryPath("a"), .folder, size: 100, modified: 0, mode: 0o7755)
        #expect(folder.size == 0)
        #expect(folder.permissions == 0o755)
    }

    @Test(arguments: [0, 2, 4])
    func contentOfAnotherLengthEndsIt(count: Int) throws {
        let layout = try ZIPLayout([ZIPEntry(try EntryPath("Music/a.mp3"), size: 3, modified: 0, mode: 0)])
        #expect {
            try Archive.bytes(layout, [[UInt8](repeating: 7, count: count)])
        } throws: { error in
            let error = error as? LockerError
            return error?.code == .changed && error?.message.contains("Music/a.mp3") == true
        }
    }

    @Test func piecesAreNeitherManyNorLarge() throws {
        let count = 10_000
        let layout = try ZIPLayout(
            try (0..<count).map { ZIPEntry(try EntryPath("folder/\($0)"), modified: 0, mode: 0o644) })
        var writer = ZIPWriter(layout)
        var pieces = 0
        var length = 0
        while let piece = try writer.next() {
            guard case .literal(let bytes) = piece else { continue }
            pieces += 1
            length += bytes.count
            #expect(!bytes.isEmpty && bytes.count < 66_000)
        }
        #expect(length == Int(layout.length))
        #expect(pieces < 50)
    }
}
