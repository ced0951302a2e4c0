import Metadata
import Testing

@Suite struct LibraryTests {
    @Test(arguments: Implementation.allCases) func aLibraryIsMadeOnceAndStartsEmpty(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try #expect(store.libraries.ensure(named: "main", of: ada) == library)
            #expect(library.newest == 0 && library.files == 0 && library.logicalBytes == 0)
            try #expect(store.list(library).isEmpty)
            try #expect(store.list(library, revision: 0).isEmpty)
            try #expect(store.libraries.library(named: "photos", of: ada) == nil)
        }
    }

    @Test(arguments: Implementation.allCases) func librariesOfOneNameInTwoAccountsAreApart(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let other = try store.libraries.ensure(named: "main", of: bob)
            try store.put([file("a", 1)], in: library)
            try store.put([file("a", 2)], in: other)
            try #expect(store.list(library) == [file("a", 1)])
            try #expect(store.list(other) == [file("a", 2)])
            try #expect(store.accounts.usage(of: ada).libraries.map(\.name) == ["main"])
        }
    }

    @Test(arguments: Implementation.allCases) func revisionsComeNewestFirstInPages(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            for version in 1...5 { try store.put([file("a", Int64(version))], in: library) }
            let numbers = { (before: Int64?, limit: Int) in
                try store.revisions.list(of: library, before: before, limit: limit).map(\.number)
            }
            try #expect(numbers(nil, 10) == [5, 4, 3, 2, 1])
            try #expect(numbers(nil, 2) == [5, 4])
            try #expect(numbers(4, 2) == [3, 2])
            try #expect(numbers(1, 2) == [])
            try #expect(numbers(nil, 0) == [])
            try #expect(numbers(nil, -1) == [])
        }
    }

    @Test(arguments: Implementation.allCases) func aRevisionTellsWhatItsCommitDid(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try store.put([file("a", 3), file("b", 4), link("c", to: "a")], in: library)
            let made = try store.put([file("a", 5), file("d", 6)], removing: [path("b")], in: library)
            let read = try store.revisions.revision(2, of: library)
            #expect(read == made)
            #expect(made.added == 1 && made.changed == 1 && made.removed == 1)
            #expect(made.files == 2 && made.logicalBytes == 11)
            #expect(made.number == 2 && made.commit == digest(2) && made.created == 101)
            try #expect(store.revisions.revision(0, of: library) == nil)
            try #expect(store.revisions.revision(3, of: library) == nil)
            try #expect(store.revisions.revision(.max, of: library) == nil)
            let head = try store.libraries.library(named: "main", of: ada)
            #expect(head?.newest == 2 && head?.files == 2 && head?.logicalBytes == 11)
        }
    }
}
