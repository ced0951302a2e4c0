import LockerBase
import Metadata
import Testing

/// What programs say of entries.
@Suite struct AttributeTests {
    private func newest(_ store: any MetadataStore, _ library: Library, _ text: String) throws -> [String: String] {
        let entry = try #require(try store.entries.entry(at: path(text), in: library, revision: nil))
        var told: [String: String] = [:]
        for pair in entry.attributes?.pairs ?? [] { told[pair.name] = String(decoding: pair.value, as: UTF8.self) }
        return told
    }

    @Test(arguments: Implementation.allCases) func `each revision has its own`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let first = try file("a", 1).saying(["rating": "5"])
            let second = try file("a", 1).saying(["rating": "4", "mood": ""])
            try store.put([first, link("l", to: "a").saying(["of": "a"]), folder("f").saying(["k": "v"])], in: library)
            let revision = try store.put([second], in: library)
            #expect(revision.changed == 1 && revision.bytes == ChangedBytes())
            try #expect(store.entries.entry(at: path("a"), in: library, revision: 1) == first)
            try #expect(store.list(library, revision: 2).first == second)
            try #expect(newest(store, library, "l") == ["of": "a"] && newest(store, library, "f") == ["k": "v"])
            let changes = try store.changes(library, since: 1, until: 2, page: 9)
            #expect(changes.map(\.entry) == [second] && changes[0].existed)
            try #expect(store.blobs.ownedEntry(holding: digest(1), account: ada)?.path == path("a"))
        }
    }

    @Test(arguments: Implementation.allCases) func `a put that says nothing keeps them`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1).saying(["rating": "5"]), file("b", 1).saying(["x": "y"])], in: library)
            try #expect(store.commits.effectiveDelta(of: [file("a", 1)], removals: [], in: library).isEmpty)
            try #expect(store.put([file("a", 7)], in: library).changed == 1)
            try #expect(newest(store, library, "a") == ["rating": "5"])
            try store.put([file("a", 7).with(attributes: EntryAttributes.empty)], in: library)
            try #expect(newest(store, library, "a") == [:])
            try #expect(store.list(library).first == file("a", 7), "none is what it never had")
            // What is of another kind is another thing.
            try store.put([folder("b")], in: library)
            try #expect(newest(store, library, "b") == [:])
        }
    }

    @Test(arguments: Implementation.allCases) func `a renamed file has them still`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put(
                [file("a", 1).saying(["n": "a"]), file("b", 1).saying(["n": "b"]), file("c", 5).saying(["n": "c"])],
                in: library)
            try store.put(
                [file("x", 1), file("y", 5), file("z", 5).with(attributes: EntryAttributes.empty), file("new", 9)],
                removing: [path("a"), path("b"), path("c")], in: library)
            try #expect(newest(store, library, "x") == ["n": "a"], "that of the first of two")
            try #expect(newest(store, library, "y") == ["n": "c"])
            try #expect(newest(store, library, "z") == [:] && newest(store, library, "new") == [:])
            // Where the other one stays, it is a copy.
            try store.put([file("copy", 1)], in: library)
            try #expect(newest(store, library, "copy") == [:])
        }
    }

    @Test(arguments: Implementation.allCases)
    func `of renamed files with one content each has its own still`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put(["1", "2", "3"].map { try file("d/\($0)", 1).saying(["n": $0]) }, in: library)
            try store.put(
                [file("e/3", 1), file("e/new", 1), file("e/1", 1), file("e/other", 1)],
                removing: ["1", "2", "3"].map { try path("d/\($0)") }, in: library)
            try #expect(newest(store, library, "e/1") == ["n": "1"] && newest(store, library, "e/3") == ["n": "3"])
            try #expect(newest(store, library, "e/new") == ["n": "2"], "what is left, in path order")
            try #expect(newest(store, library, "e/other") == [:])
        }
    }

    @Test(arguments: Implementation.allCases) func `they count in the quota`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try store.put([file("a", 1).saying(["name": "value"])], in: library)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 3 + 4 + 5)
            try store.put([file("a", 2)], in: library)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 2 * (1 + 3 + 4 + 5))
            let targets = PurgeTargets([try path("a")], isRecursive: false)
            let current = try #require(try store.libraries.library(named: "main", of: ada))
            _ = try store.purges.purge(targets, from: current, as: digest(9), created: 9)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 2, "of what is purged, the paths stay")
            try #expect(store.list(library, revision: 1).isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases) func `they go with the revisions that had them`(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, ada, library in
            try store.put([file("a", 1).saying(["name": "value"])], in: library)
            try store.put([file("a", 2).with(attributes: EntryAttributes.empty)], in: library)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 12 + 1)
            let current = try #require(try store.libraries.library(named: "main", of: ada))
            _ = try store.revisions.expire(current, before: 2)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1)
        }
    }
}
