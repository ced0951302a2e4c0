import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

@Suite struct FolderTotalsTests {
    /// Stages empty folders and links, which need no content.
    private func put(_ entries: [Entry], _ test: TestLocker, _ caller: Caller) throws {
        let session = try test.session(caller)
        defer { test.locker.sessions.close(session) }
        try test.locker.stager.stage(entries, removals: [], in: session)
        _ = try test.locker.sessions.commit(session)
    }

    private func folder(_ path: String, _ modified: Int64) throws -> Entry {
        Entry(path: try EntryPath(path), kind: .folder, size: 0, modified: modified)
    }

    private func link(_ path: String, _ modified: Int64) throws -> Entry {
        Entry(path: try EntryPath(path), kind: .symlink, size: 1, modified: modified, target: [0x61])
    }

    private func totals(
        _ path: String?, _ test: TestLocker, _ caller: Caller, revision: Int64? = nil
    ) throws -> FolderTotals {
        let folder = try path.map { try EntryPath($0) }
        return try test.locker.listings.totals(of: folder, in: "main", of: caller, revision: revision).totals
    }

    @Test func whatIsInAFolderIsCounted() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a/b/c": [1, 2, 3], "a/b/d": [4, 5], "a-b": [6], "a/bb/x": []], for: alice)
            try put([try folder("a/empty", 7), try link("a/b/link", 2_000_000_000_000_000_000)], test, alice)
            let root = try totals(nil, test, alice)
            #expect(root.files == 4 && root.links == 1 && root.logicalBytes == 6)
            // a, a/b, a/bb and a/empty.
            #expect(root.folders == 4 && root.children == 2 && root.newest == 2_000_000_000_000_000_000)
            let a = try totals("a", test, alice)
            #expect(a.files == 3 && a.links == 1 && a.folders == 3 && a.children == 3 && a.logicalBytes == 5)
            let empty = try totals("a/empty", test, alice)
            #expect(empty.files == 0 && empty.folders == 0 && empty.children == 0 && empty.newest == nil)
            let old = try totals("a", test, alice, revision: 1)
            #expect(old.files == 3 && old.links == 0 && old.folders == 2)
            #expect { try totals("nothing", test, alice) } throws: { has(.notFound)($0) }
            for path in ["a-b", "a/b/link"] {
                #expect { try totals(path, test, alice) } throws: { has(.invalidArgument)($0) }
            }
        }
    }

    /// More than a step has: what is in a folder is counted right over the bounds of steps.
    @Test func manyAreCountedStepByStep() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            var entries: [Entry] = []
            for number in 0..<25_000 { entries.append(try folder("f\(number % 100)/\(number)", Int64(number))) }
            try put(entries, test, alice)
            try put([try folder("z", 1)], test, alice)
            for revision in [nil, 1] as [Int64?] {
                let root = try totals(nil, test, alice, revision: revision)
                let ends: Int64 = revision == nil ? 1 : 0
                #expect(root.folders == 25_100 + ends && root.children == 100 + ends && root.newest == 24_999)
            }
        }
    }

    @Test func oneLevelIsListedPageByPage() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a/1": [1], "b": [2], "c/d/e": [3], "c/f": [4]], for: alice)
            try put([try folder("empty", 1)], test, alice)
            func list(_ folder: String?, limit: Int, isPartial: Bool) throws -> [String] {
                var (names, place) = ([String](), [UInt8]())
                while true {
                    let page = try test.locker.listings.children(
                        in: "main", of: alice, revision: 2, under: try folder.map { try EntryPath($0) }, after: place,
                        limit: limit, isPartial: isPartial)
                    for child in page.elements { names.append(name(child)) }
                    guard page.more, let next = page.next else { return names }
                    place = next.bytes
                }
            }
            for (limit, isPartial) in [(0, false), (1, false), (1, true), (2, true)] {
                try #expect(list(nil, limit: limit, isPartial: isPartial) == ["a/", "b", "c/", "empty"])
                try #expect(list("c", limit: limit, isPartial: isPartial) == ["c/d/", "c/f"])
                try #expect(list("b", limit: limit, isPartial: isPartial) == ["b"])
                try #expect(list("empty", limit: limit, isPartial: isPartial) == [])
            }
        }
    }

    private func name(_ child: FolderChild) -> String {
        switch child {
        case .entry(let entry): entry.path.description
        case .folder(let path): path.description + "/"
        }
    }
}
