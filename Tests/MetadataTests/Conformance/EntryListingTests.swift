import LockerBase
import Metadata
import Testing

@Suite struct EntryListingTests {
    @Test(arguments: Implementation.allCases) func everyFieldOfEveryKindComesBack(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let entries = [
                try folder("empty"), try file("song.mp3", 2), try link("to", to: "../elsewhere"), try file("zero", 0),
            ]
            try store.put(entries, in: library)
            try #expect(store.list(library) == entries)
            for entry in entries {
                try #expect(store.entries.entry(at: entry.path, in: library, revision: nil) == entry)
            }
        }
    }

    @Test(arguments: Implementation.allCases) func pathsThatAreNotTextAreKeptAndSortedAsBytes(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, _, library in
            let odd: [[UInt8]] = [
                [0x01], [0x41, 0xFF], [0x61, 0x2F, 0x80], [0xC3, 0x28], [0xFF],
                [UInt8](repeating: 0xFF, count: 255),
            ]
            let entries = try odd.map { file(at: try EntryPath($0)) }
            try store.put(entries.reversed(), in: library)
            try #expect(store.list(library, page: 2) == entries)
            let folder = try EntryPath([0x61])
            try #expect(store.list(library, under: folder) == [entries[2]])
        }
    }

    @Test(arguments: 1...8, Implementation.allCases)
    func pagesOfAnySizeMakeUpTheWhole(_ size: Int, _ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let entries = try ["a", "a-b", "b/c", "b/d", "b0", "c", "d/e/f"].map { try file($0) }
            try store.put(entries, in: library)
            try store.put([file("b/x")], in: library)
            try #expect(store.list(library, revision: 1, page: size) == entries)
            try #expect(store.list(library, revision: 2, page: size).count == 8)
            try #expect(store.list(library, revision: 2, under: path("b"), page: size).count == 3)
        }
    }

    @Test(arguments: Implementation.allCases) func aPageStartsAfterAPathThatNeedNotExist(_ kind: Implementation) throws
    {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a"), file("c"), file("e")], in: library)
            let paths = { (after: String) in
                try store.entries.list(in: library, revision: nil, under: nil, after: path(after), limit: 9).map {
                    $0.path.description
                }
            }
            try #expect(paths("b") == ["c", "e"])
            try #expect(paths("c") == ["e"])
            try #expect(paths("e") == [])
            try #expect(store.entries.list(in: library, revision: nil, under: nil, after: nil, limit: 0) == [])
            try #expect(store.entries.list(in: library, revision: nil, under: nil, after: nil, limit: -1) == [])
        }
    }

    @Test(arguments: Implementation.allCases) func aFolderHoldsItselfOrWhatIsBelowItAndNothingBeside(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a-b"), file("a/b"), file("a/c/d"), file("a0"), file("b"), folder("e")], in: library)
            let under = { (folder: String, after: String?) in
                try store.entries.list(
                    in: library, revision: nil, under: path(folder), after: after.map { try path($0) }, limit: 9
                ).map { $0.path.description }
            }
            try #expect(under("a", nil) == ["a/b", "a/c/d"])
            try #expect(under("a", "a/b") == ["a/c/d"])
            try #expect(under("a", "A") == ["a/b", "a/c/d"])
            try #expect(under("a", "b") == [])
            try #expect(under("b", nil) == ["b"])
            try #expect(under("b", "a") == ["b"])
            try #expect(under("b", "b") == [])
            try #expect(under("e", nil) == ["e"])
            try #expect(under("nothing", nil) == [])
        }
    }

    @Test(arguments: Implementation.allCases) func aRevisionThatIsNotThereIsNamed(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a")], in: library)
            for revision in [Int64.min, -1, 2, .max] {
                let error = lockerError { try store.list(library, revision: revision) }
                #expect(error?.code == .notFound)
                #expect(error?.message.contains("no revision \(revision); its newest is 1") == true)
            }
            try #expect(store.entries.entry(at: path("a"), in: library, revision: 0) == nil)
        }
    }
}
