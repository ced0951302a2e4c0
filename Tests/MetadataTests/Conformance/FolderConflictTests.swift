import LockerBase
import Metadata
import Testing

@Suite struct FolderConflictTests {
    /// The puts and removals, applied to a library that holds `base`: what the next revision lists, or the message, the
    /// same of each implementation.
    private func outcome(
        _ base: [Entry], _ puts: [Entry], removing removals: [String] = []
    ) throws -> (entries: [Entry], message: String?) {
        let outcomes = try Implementation.allCases.map { try outcome(of: $0, base, puts, removals) }
        #expect(outcomes.allSatisfy { $0.entries == outcomes[0].entries && $0.message == outcomes[0].message })
        return outcomes[0]
    }

    private func outcome(
        of kind: Implementation, _ base: [Entry], _ puts: [Entry], _ removals: [String]
    ) throws -> (entries: [Entry], message: String?) {
        try withLibrary(kind) { store, _, library in
            if !base.isEmpty { try store.put(base, in: library) }
            do {
                let removals = try removals.map { try path($0) }
                let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
                if !delta.isEmpty { _ = try store.commits.commit(delta, as: digest(9), created: 9) }
                return (try store.list(library), nil)
            } catch let error as LockerError where error.code == .invalidArgument {
                return (try store.list(library), error.message)
            }
        }
    }

    @Test func nothingIsPutBelowAFileOrALink() throws {
        for below in [try file("a"), try link("a", to: "x")] {
            let result = try outcome([below], [file("a/b/c")])
            #expect(result.message?.contains("a/b/c: it would lie below a,") == true)
            #expect(result.entries == [below])
        }
    }

    @Test func noFileIsPutAboveAnother() throws {
        let result = try outcome([file("a/b/c")], [file("a")])
        #expect(result.message?.contains("a/b/c: it would lie below a,") == true)
        #expect(result.entries == [try file("a/b/c")])
    }

    @Test func putsOfOneCommitMustAgree() throws {
        try #expect(outcome([], [file("a"), file("a/b")]).message != nil)
        try #expect(outcome([], [file("a/b"), file("a")]).message != nil)
        try #expect(outcome([], [link("a", to: "x"), folder("a/b")]).message != nil)
        try #expect(outcome([], [file("a"), file("a-b"), file("a0")]).message == nil)
    }

    @Test func aConflictIsGoneWhenItsOtherSideIsRemoved() throws {
        try #expect(outcome([file("a")], [file("a/b")], removing: ["a"]).entries == [file("a/b")])
        try #expect(outcome([file("a/b"), file("a/c")], [file("a")], removing: ["a/b", "a/c"]).entries == [file("a")])
        try #expect(outcome([file("a/b"), file("a/c")], [file("a")], removing: ["a/b"]).message != nil)
    }

    @Test func aRemovalOfAPathThatIsAlsoPutDoesNotCount() throws {
        try #expect(outcome([file("a")], [file("a", 2), file("a/b")], removing: ["a"]).message != nil)
        try #expect(outcome([file("a")], [file("a", 2)], removing: ["a"]).entries == [file("a", 2)])
    }

    @Test func anEmptyFolderGivesWayToWhatIsPutBelowIt() throws {
        try #expect(outcome([folder("a")], [file("a/b")]).entries == [file("a/b")])
        try #expect(outcome([folder("a")], [folder("a/b/c")]).entries == [folder("a/b/c")])
        try #expect(outcome([], [folder("a"), folder("a/b"), file("a/b/c")]).entries == [file("a/b/c")])
    }

    @Test func aFolderPutAboveEntriesIsNoEntry() throws {
        try #expect(outcome([file("a/b")], [folder("a")]).entries == [file("a/b")])
        try #expect(outcome([file("a/b")], [folder("a")], removing: ["a/b"]).entries == [folder("a")])
    }

    @Test func aFolderTakesThePlaceOfAFileEvenWhenItDoesNotStayEmpty() throws {
        try #expect(outcome([file("a")], [folder("a")]).entries == [folder("a")])
        try #expect(outcome([file("a")], [folder("a"), file("a/b")]).entries == [file("a/b")])
    }

    @Test func removingTheLastFileOfAFolderLeavesNothing() throws {
        try #expect(outcome([file("a/b"), file("c")], [], removing: ["a/b"]).entries == [file("c")])
        try #expect(outcome([file("a/b")], [], removing: ["a"]).entries == [file("a/b")])
    }

    @Test func entriesWhoseFieldsDoNotFitTheirKindAreRefused() throws {
        let path = try path("x")
        let misfits = [
            Entry(path: path, kind: .file, size: 1, modified: 0),
            Entry(path: path, kind: .file, size: -1, blob: digest(1), modified: 0),
            Entry(path: path, kind: .file, size: 1, blob: digest(1), modified: 0, target: [1]),
            Entry(path: path, kind: .symlink, size: 0, modified: 0),
            Entry(path: path, kind: .symlink, size: 0, modified: 0, target: []),
            Entry(path: path, kind: .symlink, size: 2, modified: 0, target: [1]),
            Entry(path: path, kind: .symlink, size: 3, modified: 0, target: [1, 0, 1]),
            Entry(path: path, kind: .symlink, size: 4096, modified: 0, target: [UInt8](repeating: 1, count: 4096)),
            Entry(path: path, kind: .symlink, size: 1, blob: digest(1), modified: 0, target: [1]),
            Entry(path: path, kind: .folder, size: 1, modified: 0),
            Entry(path: path, kind: .folder, size: 0, modified: 0, track: digest(1)),
            Entry(path: path, kind: .folder, size: 0, modified: 0, target: [1]),
        ]
        let longest = Entry(
            path: path, kind: .symlink, size: 4095, modified: 0, target: [UInt8](repeating: 1, count: 4095))
        try #expect(outcome([], [longest]).entries == [longest])
        for misfit in misfits {
            try #expect(outcome([], [misfit]).message?.hasPrefix("x: ") == true, "\(misfit)")
        }
    }
}
