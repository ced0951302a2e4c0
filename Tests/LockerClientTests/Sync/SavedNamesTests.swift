import Foundation
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Two processes that remember how things of one folder are called.
@Suite struct SavedNamesTests {
    private let subject = SyncState.Subject(
        store: Array(0..<16), account: "kim", library: "main", directory: Array("/music".utf8))

    private func names(_ called: [String: String]) -> PlacedNames {
        var names = PlacedNames()
        for (path, name) in called { names.add(Array(path.utf8), as: Array(name.utf8)) }
        return names
    }

    private func state(_ revision: UInt64, _ paths: [String], _ placed: PlacedNames) throws -> SyncState {
        let items = try paths.map { path in
            RememberedItem(
                item: TreeItem(path: try EntryPath(path), modified: 1, content: .link(target: [0x2E])), blob: nil)
        }
        var state = SyncState(
            subject: subject, revision: revision, revisionCreated: 1, items: try SortedTable(items))
        state.placed = placed
        return state
    }

    private func withFile(_ body: (SyncStateFile) throws -> Void) throws {
        try withTemporaryDirectory { folder in try body(SyncStateFile(of: subject, in: "\(folder)/state")) }
    }

    @Test func `names are saved with what is remembered by then`() throws {
        try withFile { file in
            try #expect(file.save(names(["A": "A (2)"]), since: PlacedNames()) == names(["A": "A (2)"]))
            #expect(file.load()?.revision == 0)
            // A sync comes to an end meanwhile.
            let newer = try state(7, ["b", "c"], names(["B": "B (2)"]))
            try file.save(newer)
            let saved = try file.save(names(["A": "A (3)"]), since: PlacedNames())
            #expect(saved == names(["A": "A (3)", "B": "B (2)"]))
            var expected = newer
            expected.placed = saved
            try #expect(file.load()?.isSame(as: expected) == true)
        }
    }

    @Test func `a sync that saves what it has done leaves names that others gave meanwhile`() throws {
        try withFile { file in
            let known = names(["A": "A (2)"])
            try file.save(state(7, ["a"], known))
            _ = try file.save(names(["A": "A (2)", "B": "B (2)"]), since: known)
            // It has found that A has its own name, and knows nothing of B.
            try file.save(state(8, ["a", "c"], PlacedNames()), since: known)
            let loaded = try #require(file.load())
            #expect(loaded.revision == 8 && loaded.placed == names(["B": "B (2)"]))
        }
    }

    @Test func `where nothing is remembered any more, what is saved is`() throws {
        try withFile { file in
            let known = names(["A": "A (2)"])
            try file.save(state(8, ["a"], known), since: known)
            #expect(file.load()?.placed == known)
            #expect(file.names(unless: PlacedNames()) == known)
            try FileManager.default.removeItem(atPath: file.path)
            #expect(file.names(unless: known) == known)
        }
    }

    @Test func `of many that give names at once, none are lost`() throws {
        try withFile { file in
            try file.save(state(7, ["a"], PlacedNames()))
            let failed = Monitor<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 16) { number in
                do {
                    _ = try file.save(names(["\(number)": "\(number) (2)"]), since: PlacedNames())
                } catch {
                    failed.withLock { $0.append("\(error)") }
                }
            }
            #expect(failed.withLock { $0 } == [])
            #expect(file.load()?.placed.all.count == 16)
        }
    }
}
