import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// Entries whose content is one plain chunk, beside those of the same content whose recipe is in a record.
@Suite struct PlainContentTests {
    @Test(arguments: Implementation.allCases) func theChunkStaysWithTheEntry(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try store.put([plain("a", 1), file("b", 2)], in: library)
            try store.put([file("c", 3)], removing: [path("a")], in: library)
            try #expect(store.list(library, revision: 1) == [plain("a", 1), file("b", 2)])
            try #expect(store.blobs.ownedEntry(holding: digest(1), account: ada) == plain("a", 1))
            let changes = try store.changes(library, since: 0, until: 1, page: 9)
            try #expect(changes.map(\.entry) == [plain("a", 1), file("b", 2)])
        }
    }

    @Test(arguments: Implementation.allCases) func whereTheRecipeIsMakesNoChange(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), plain("b", 3)], in: library)
            let delta = try store.commits.effectiveDelta(
                of: [plain("a", 1), file("b", 3)], removals: [], in: library)
            #expect(delta.isEmpty)
            // The same net, though there are other rows in between.
            try store.put([], removing: [path("a"), path("b")], in: library)
            try store.put([plain("a", 1), file("b", 3)], in: library)
            try #expect(store.changes(library, since: 1, until: 3, page: 9).isEmpty)
            try #expect(store.list(library) == [plain("a", 1), file("b", 3)])
        }
    }

    @Test(arguments: Implementation.allCases) func aPutThatTellsWhatARecordHasIsNamed(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), plain("b", 5), file("c", 3), plain("d", 7)], in: library)
            let delta = try store.commits.effectiveDelta(
                of: [plain("a", 1), file("b", 5), file("c", 3), plain("d", 7), plain("e", 9)], removals: [], in: library
            )
            try #expect(delta.retold == [plain("a", 1)] && delta.additions == [plain("e", 9)])
            #expect(delta.changes.isEmpty && delta.removals.isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases) func bothFormsOfAContentAreToldAndHeldApart(_ kind: Implementation) throws
    {
        try withLibrary(kind) { store, ada, library in
            try store.put([file("a", 1), plain("b", 1), plain("c", 1), plain("d", 3)], in: library)
            let chunks = [1, 3].map { ContentName(blob: digest($0), chunk: digest($0 + 2000), size: Int64($0)) }
            try #expect(store.contents() == [ContentName(blob: digest(1))] + chunks)
            try #expect(store.totals().blobs == 2)
            for library in [library, nil] {
                let holders = { try store.blobs.holders(of: $0, in: library, limit: 9).map(\.path).sorted() }
                try #expect(holders(ContentName(blob: digest(1))) == [path("a")])
                try #expect(holders(chunks[0]) == [path("b"), path("c")])
            }
            let page = try store.blobs.page(of: library, after: nil, limit: 9)
            #expect(page.contents.sorted() == [ContentName(blob: digest(1)), chunks[0], chunks[0], chunks[1]])
            try #expect(store.blobs.ownedEntry(holding: digest(3), account: ada) == plain("d", 3))
        }
    }

    @Test(arguments: Implementation.allCases) func aChunkThatIsNotAllOfAFileIsRefused(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let chunk = digest(1)
            let empty = Entry(path: try path("a"), kind: .file, size: 0, blob: digest(2), modified: 1, chunk: chunk)
            let strange = try [file("a", 2), link("a", to: "x"), folder("a")].map { $0.with(chunk: chunk) } + [empty]
            for entry in strange {
                let error = lockerError { try store.commits.effectiveDelta(of: [entry], removals: [], in: library) }
                #expect(error?.code == .invalidArgument)
            }
        }
    }

    /// Pages of the walk begin behind a blob, and one that more entries hold than a page has comes once.
    @Test func aWalkOverManyTellsEachOnce() throws {
        try withLibrary(.sqlite) { store, _, library in
            try store.put((0..<25_000).map { plain(at: try path("\($0)"), $0 < 12_000 ? 1 : 2 * $0 + 1) }, in: library)
            let contents = try store.contents()
            #expect(contents.count == 13_001 && contents == Set(contents).sorted())
            var chunks: [Digest] = []
            try store.blobs.walkChunks { chunks.append($0) }
            #expect(chunks.count == 25_000 && Set(chunks) == Set(contents.compactMap(\.chunk)))
        }
    }
}
