import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// What programs say of entries stays with these, whatever becomes of them.
@Suite struct AttributedEntryTests {
    private func said(_ text: String, length: Int = 0) throws -> EntryAttributes {
        let value = Array(text.utf8) + [UInt8](repeating: 0x78, count: length)
        return try EntryAttributes([AttributePair(name: "name", value: value)], of: EntryPath("path"))
    }

    /// The value of the newest entry at a path; nil where it has none.
    private func value(_ test: TestLocker, _ caller: Caller, _ path: String, revision: Int64? = nil) throws -> String? {
        let page = try test.locker.listings.entries(
            in: "main", of: caller, revision: revision, under: EntryPath(path), after: nil, limit: 1)
        let entry = try #require(page.elements.first)
        guard let pair = entry.attributes?.pairs.first else { return nil }
        return String(decoding: pair.value, as: UTF8.self)
    }

    private func put(
        _ bytes: [UInt8], _ path: String, saying attributes: EntryAttributes?, _ test: TestLocker, _ caller: Caller
    ) throws {
        let session = try test.session(caller)
        defer { test.locker.sessions.close(session) }
        try test.ingest(bytes, path, saying: attributes, in: session)
        _ = try test.locker.sessions.commit(session)
    }

    @Test func `they outlive what takes no note of them`() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try put([1], "f/a", saying: said("one"), test, alice)
                try put([2], "f/a", saying: nil, test, alice)
                try #expect(value(test, alice, "f/a") == "one")
                _ = try test.locker.editor.move(try EntryPath("f"), to: try EntryPath("g"), in: "main", of: alice)
                try #expect(value(test, alice, "g/a") == "one")
                try put([2], "g/a", saying: said("two"), test, alice)
                try put([2], "g/a", saying: EntryAttributes.empty, test, alice)
                try #expect(value(test, alice, "g/a") == nil)
                try #expect(value(test, alice, "g/a", revision: 4) == "two")
                let changes = try test.locker.listings.changes(
                    in: "main", of: alice, since: 4, until: 5, after: nil, limit: 0)
                #expect(changes.elements.map(\.path.description) == ["g/a"], "they alone make a change")
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try #expect(value(test, alice, "f/a", revision: 2) == "one")
                try #expect(value(test, alice, "g/a", revision: 4) == "two")
                _ = try test.locker.purges.purge(
                    [try EntryPath("g/a")], from: "main", of: alice, recursive: false, isDryRun: false)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    /// Of two files with one content in a folder, one has attributes: the other gets none when the folder is renamed.
    @Test func `a folder that is renamed mixes nothing up`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try put([1], "f/a", saying: said("one"), test, alice)
            try put([1], "f/b", saying: nil, test, alice)
            _ = try test.locker.editor.move(try EntryPath("f"), to: try EntryPath("g"), in: "main", of: alice)
            try #expect(value(test, alice, "g/a") == "one" && value(test, alice, "g/b") == nil)
        }
    }

    @Test func `what a session says first stays until it says otherwise`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let content = try test.ingest([1], "a", saying: said("one"), in: session)
            let entry = Entry(
                path: try EntryPath("a"), kind: .file, size: 1, blob: content.blob, modified: 9, mode: 0o600)
            try test.locker.stager.stage([entry], removals: [], in: session)
            try test.locker.stager.stage(
                [
                    Entry(path: try EntryPath("b"), kind: .file, size: 1, blob: content.blob, modified: 9)
                        .with(attributes: try said("other"))
                ], removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            try #expect(value(test, alice, "a") == "one" && value(test, alice, "b") == "other")
            let next = try test.session(alice)
            try test.locker.stager.stage([entry.with(attributes: said("two"))], removals: [], in: next)
            try test.locker.stager.stage([entry.with(attributes: EntryAttributes.empty)], removals: [], in: next)
            _ = try test.locker.sessions.commit(next)
            try #expect(value(test, alice, "a") == nil)
        }
    }

    @Test func `they count in the memory of what is staged`() throws {
        try TestLocker.with(Configuration(stagingMemory: 1 << 20)) { test in
            let session = try test.session(try test.caller("alice"))
            let long = try said("", length: 4_000)
            var staged = 0
            #expect {
                while staged < 1_000 {
                    let folder = Entry(path: try EntryPath("\(staged)"), kind: .folder, size: 0, modified: 0)
                    try test.locker.stager.stage([folder.with(attributes: long)], removals: [], in: session)
                    staged += 1
                }
            } throws: { has(.tooMany)($0) }
            // Half of a MiB, some 4,270 bytes each.
            #expect((100...130).contains(staged))
        }
    }
}
