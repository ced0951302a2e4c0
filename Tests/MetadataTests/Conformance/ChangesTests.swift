import LockerBase
import Metadata
import Testing

@Suite struct ChangesTests {
    @Test(arguments: Implementation.allCases) func changesAreTheNetDifference(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("back", 1), file("changed", 1), file("gone", 1), file("same", 1)], in: library)
            try store.put(
                [file("back", 2), file("changed", 2), file("new", 1), file("passing", 1)], removing: [path("gone")],
                in: library)
            try store.put([file("back", 1)], removing: [path("passing")], in: library)
            let changes = try store.entries.changes(in: library, since: 1, until: nil, after: nil, limit: 99)
            #expect(changes.map(\.path) == [try path("changed"), try path("gone"), try path("new")])
            #expect(changes.map(\.entry) == [try file("changed", 2), nil, try file("new", 1)])
            #expect(changes.map(\.existed) == [true, true, false])
        }
    }

    @Test(arguments: Implementation.allCases) func aChangeOfPermissionBitsAloneIsOne(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let (shut, open) = (try Entry(shut: 0o600), try Entry(shut: nil))
            try store.put([shut], in: library)
            try store.put([open], in: library)
            let changes = try store.entries.changes(in: library, since: 1, until: nil, after: nil, limit: 9)
            #expect(changes.map(\.entry) == [open] && changes.map(\.existed) == [true])
            try #expect(store.list(library, revision: 1) == [shut])
            try #expect(store.commits.effectiveDelta(of: [open], removals: [], in: library).isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases) func bitsThatNoEntryHasAreRefused(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            for mode: UInt32 in [0o1000, .max] {
                #expect(lockerError(of: { try store.put([Entry(shut: mode)], in: library) })?.code == .invalidArgument)
            }
        }
    }

    @Test(arguments: Implementation.allCases) func aPathThatWasRemovedAndPutBackIsNoChange(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), file("b", 1)], in: library)
            try store.put([], removing: [path("a")], in: library)
            try store.put([file("a", 1)], in: library)
            try #expect(store.entries.changes(in: library, since: 1, until: 3, after: nil, limit: 9).isEmpty)
            try #expect(store.entries.changes(in: library, since: 1, until: 2, after: nil, limit: 9).count == 1)
            try #expect(
                store.entries.changes(in: library, since: 2, until: 3, after: nil, limit: 9).first?.existed == false)
        }
    }

    @Test(arguments: Implementation.allCases) func sinceTheEmptyStateEverythingIsNew(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let entries = try (0..<50).map { try file("f\($0)", $0 + 1) }.sorted { $0.path < $1.path }
            try store.put(entries, in: library)
            let changes = try store.changes(library, since: 0, until: nil, page: 3)
            #expect(changes.map(\.entry) == entries)
            #expect(changes.allSatisfy { !$0.existed })
        }
    }

    @Test(arguments: Implementation.allCases) func boundsThatMakeNoSenseAreRefused(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1)], in: library)
            try store.put([file("a", 2)], in: library)
            let code = { (since: Int64, until: Int64?) in
                lockerError {
                    try store.entries.changes(in: library, since: since, until: until, after: nil, limit: 1)
                }?.code
            }
            #expect(code(2, 1) == .invalidArgument)
            #expect(code(3, nil) == .notFound)
            #expect(code(0, 3) == .notFound)
            #expect(code(-1, 2) == .notFound)
            #expect(code(2, 2) == nil)
            try #expect(store.entries.changes(in: library, since: 0, until: 2, after: nil, limit: 0).isEmpty)
        }
    }
}

extension Entry {
    fileprivate init(shut mode: UInt32?) throws {
        let one = try file("a", 1)
        self.init(path: one.path, kind: .file, size: one.size, blob: one.blob, modified: one.modified, mode: mode)
    }
}
