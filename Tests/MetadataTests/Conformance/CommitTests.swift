import Metadata
import Testing

@Suite struct CommitTests {
    @Test(arguments: Implementation.allCases) func whatIsThereAlreadyIsNoChange(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), file("b", 2)], in: library)
            let delta = try store.commits.effectiveDelta(of: [file("a", 1)], removals: [path("nothing")], in: library)
            #expect(delta.isEmpty)
            #expect(delta.base == 1 && delta.files == 2 && delta.logicalBytes == 3)
            #expect(
                lockerError { try store.commits.commit(delta, as: digest(1), created: 1) }?.code == .invalidArgument)
            try #expect(store.revisions.list(of: library, before: nil, limit: 9).count == 1)
        }
    }

    @Test(arguments: Implementation.allCases) func aDeltaIsSortedIntoAdditionsChangesAndRemovals(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), file("b", 2), file("c", 3)], in: library)
            let delta = try store.commits.effectiveDelta(
                of: [file("z"), file("b", 5), file("a", 1), file("d")], removals: [path("c"), path("x")], in: library)
            #expect(delta.additions == [try file("d"), try file("z")])
            #expect(delta.changes == [try file("b", 5)])
            #expect(delta.removals == [try path("c")])
            #expect(delta.files == 4 && delta.logicalBytes == 8)
        }
    }

    @Test(arguments: Implementation.allCases) func ofSeveralPutsAtOnePathTheLastCounts(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), file("a", 3), file("a", 2)], in: library)
            try #expect(store.list(library) == [file("a", 2)])
        }
    }

    @Test(arguments: Implementation.allCases) func onlyADifferenceInTimeIsAChange(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let old = try file("a", 1)
            try store.put([old], in: library)
            let touched = Entry(path: old.path, kind: .file, size: old.size, blob: old.blob, modified: -5)
            try #expect(store.put([touched], in: library).changed == 1)
            try #expect(store.list(library) == [touched])
            try #expect(store.list(library, revision: 1) == [old])
        }
    }

    @Test(arguments: Implementation.allCases) func aDeltaOfAnOlderStateIsRefusedAndLeavesNothing(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, _, library in
            let first = try store.commits.effectiveDelta(of: [file("a")], removals: [], in: library)
            let second = try store.commits.effectiveDelta(of: [file("b")], removals: [], in: library)
            _ = try store.commits.commit(first, as: digest(1), created: 1)
            let error = lockerError { try store.commits.commit(second, as: digest(2), created: 2) }
            #expect(error?.code == .failedPrecondition)
            #expect(
                lockerError { try store.commits.commit(first, as: digest(1), created: 1) }?.code == .failedPrecondition)
            try #expect(store.list(library) == [file("a")])
            try #expect(store.totals().blobs == 1)
        }
    }

    @Test(arguments: Implementation.allCases) func aLibraryValueFromBeforeACommitStillNamesTheLibrary(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a")], in: library)
            #expect(library.newest == 0)
            try #expect(store.commits.effectiveDelta(of: [file("b")], removals: [], in: library).base == 1)
            try #expect(store.list(library).count == 1)
        }
    }
}
