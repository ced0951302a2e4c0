import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// How contents came to their accounts.
@Suite struct ArrivalTests {
    @Test(arguments: Implementation.allCases) func theFirstOfOneAudioWasSentAndOthersAreHeld(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, main in
            let other = try store.libraries.ensure(named: "other", of: ada)
            // Tracks 1002; and contents without one.
            try store.put([file("a", 2), file("x", 3), plain("y", 5), folder("f")], in: main)
            try store.put([file("b", 2), file("c", 4), file("x2", 3), plain("y2", 5)], in: main)
            try store.put([file("d", 4)], in: other)
            try #expect(arrivals(of: store, main, ["a", "x", "y", "f"]) == [.sent, .sent, .sent, nil])
            try #expect(arrivals(of: store, main, ["b", "c", "x2", "y2"]) == [.held, .sent, .held, .held])
            try #expect(arrivals(of: store, other, ["d"]) == [.held])
        }
    }

    @Test(arguments: Implementation.allCases) func whatTheCatalogGaveIsSaidOfEachOfItsFiles(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, main in
            var delta = try store.commits.effectiveDelta(of: [file("a", 2), file("b", 4)], removals: [], in: main)
            delta.matched = [digest(1002)]
            _ = try store.commits.commit(delta, as: digest(1), created: 1)
            try store.put([file("c", 2)], in: main)
            try #expect(arrivals(of: store, main, ["a", "b", "c"]) == [.catalog, .sent, .catalog])
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let theirs = try store.libraries.ensure(named: "main", of: bob)
            try store.put([file("a", 2)], in: theirs)
            try #expect(arrivals(of: store, theirs, ["a"]) == [.sent])
        }
    }

    @Test(arguments: Implementation.allCases) func anOldRevisionTellsOfItsOwnEntries(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, main in
            try store.put([file("a", 2)], in: main)
            try store.put([file("a", 4)], in: main)
            try store.put([file("a", 2)], in: main)
            for (revision, arrival) in [(Int64(1), Arrival.sent), (2, .sent), (3, .held)] {
                let entry = try #require(try store.entries.entry(at: path("a"), in: main, revision: revision))
                try #expect(store.blobs.arrivals(of: [entry], in: main, revision: revision) == [arrival])
            }
            try #expect(store.blobs.arrivals(of: [file("gone", 2)], in: main, revision: 3) == [nil])
        }
    }

    private func arrivals(
        of store: any MetadataStore, _ library: Library, _ names: [String]
    ) throws -> [Arrival?] {
        let account = try #require(try store.accounts.account(withID: library.account))
        let known = try #require(try store.libraries.all(of: account).first { $0.id == library.id })
        let paths = try names.map { try path($0) }
        let entries = try store.entries.entries(at: paths, in: known, revision: nil).compactMap { $0 }
        return try store.blobs.arrivals(of: entries, in: known, revision: known.newest)
    }
}
