import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

@Suite struct EditTests {
    @Test func everyRevisionCanBeListedAndRestored() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let (old, new) = (random(50_000, seed: 1), random(60_000, seed: 2))
            #expect(try test.put(["a": old, "b": old], for: alice).added == 2)
            #expect(try test.put(["a": new], for: alice).changed == 1)
            let removal = try test.locker.editor.remove([EntryPath("b")], from: "main", of: alice, recursive: false)
            #expect(removal.revision == 3 && removal.removed == 1)
            #expect(try test.paths(of: alice, revision: 1) == ["a", "b"])
            #expect(try test.paths(of: alice) == ["a"])
            #expect(try test.restored("a", of: alice, revision: 1) == old)
            #expect(try test.restored("b", of: alice, revision: 2) == old)
            #expect(try test.restored("a", of: alice) == new)
            let changes = try test.locker.listings.changes(
                in: "main", of: alice, since: 1, until: nil, after: nil, limit: 0)
            #expect(changes.revision == 3 && changes.elements.map(\.path.description) == ["a", "b"])
            #expect(changes.elements.map { $0.entry == nil } == [false, true])
            let log = try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 2)
            #expect(log.elements.map(\.number) == [3, 2] && log.more)
        }
    }

    @Test func aCommitWithoutADifferenceMakesNoRevision() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let empty = try test.locker.sessions.commit(try test.session(alice))
            #expect(empty.revision == 0)
            try test.put(["a": [1]], for: alice)
            #expect(try test.put(["a": [1]], for: alice).revision == 1)
            #expect(
                try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 0).elements.count == 1)
        }
    }

    @Test func aFolderIsRemovedWhenThatIsAskedFor() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["f/a": [1], "f/g/b": [2], "fa": [3]], for: alice)
            let folder = try EntryPath("f")
            #expect {
                try test.locker.editor.remove([folder], from: "main", of: alice, recursive: false)
            } throws: { has(.invalidArgument)($0) }
            #expect {
                try test.locker.editor.remove([folder, try EntryPath("no")], from: "main", of: alice, recursive: true)
            } throws: { has(.notFound)($0) }
            #expect(try test.paths(of: alice) == ["f/a", "f/g/b", "fa"])
            #expect(try test.locker.editor.remove([folder], from: "main", of: alice, recursive: true).removed == 2)
            #expect(try test.paths(of: alice) == ["fa"])
        }
    }

    /// What a request costs follows from what the library holds, not from how often a folder is named in it.
    @Test func aFolderThatIsNamedAgainAndAgainIsReadOnce() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            var folders: [Entry] = []
            for number in 0..<5_000 {
                folders.append(Entry(path: try EntryPath("f/g/\(number)"), kind: .folder, size: 0, modified: 0))
            }
            folders.append(Entry(path: try EntryPath("f-/x"), kind: .folder, size: 0, modified: 0))
            try test.locker.stager.stage(folders, removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            let named = try Array(repeating: EntryPath("f/g"), count: 8_000) + [EntryPath("f/g/7"), EntryPath("f")]
            #expect(try test.locker.editor.remove(named, from: "main", of: alice, recursive: true).removed == 5_000)
            #expect(try test.paths(of: alice) == ["f-/x"])
        }
    }

    @Test func aMoveKeepsContentAndTimes() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let bytes = random(20_000, seed: 3)
            try test.put(["f/a": bytes, "f/b": [2], "x": [3]], for: alice)
            _ = try test.locker.editor.move(try EntryPath("f"), to: try EntryPath("g/h"), in: "main", of: alice)
            #expect(try test.paths(of: alice) == ["g/h/a", "g/h/b", "x"])
            #expect(try test.restored("g/h/a", of: alice) == bytes)
            let taken = #expect(throws: LockerError.self) {
                try test.locker.editor.move(try EntryPath("x"), to: try EntryPath("g"), in: "main", of: alice)
            }
            #expect(taken?.code == .alreadyExists && taken?.message.hasSuffix("give the full new path, as g/x") == true)
            #expect {
                try test.locker.editor.move(try EntryPath("g"), to: try EntryPath("g/h/i"), in: "main", of: alice)
            } throws: { has(.invalidArgument)($0) }
            #expect {
                try test.locker.editor.move(try EntryPath("x"), to: try EntryPath("g/h/a/x"), in: "main", of: alice)
            } throws: { has(.invalidArgument)($0) }
            #expect(try test.paths(of: alice) == ["g/h/a", "g/h/b", "x"])
        }
    }

    @Test func aQuotaCountsWhatPeopleSee() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice", quota: 100_000)
            let shared = random(60_000, seed: 4)
            try test.put(["a": shared], for: try test.caller("bob"))
            try test.put(["a": shared], for: alice)
            #expect { try test.put(["b": shared], for: alice) } throws: {
                has(.overQuota)($0) && "\($0)".contains("120000") && "\($0)".contains("100000")
            }
            #expect { try test.put(["c": random(100_001, seed: 5)], for: alice) } throws: { has(.overQuota)($0) }
            #expect(try test.paths(of: alice) == ["a"])
            #expect(try test.put(["a": random(90_000, seed: 6)], for: alice).changed == 1)
            _ = try test.locker.accounts.setQuota(10, ofAccountNamed: "alice")
            let shrunk = try test.locker.editor.remove([EntryPath("a")], from: "main", of: alice, recursive: false)
            #expect(shrunk.removed == 1, "what makes a library smaller is always taken")
        }
    }

    @Test func linksAndEmptyFoldersAreEntries() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let target = Array("../elsewhere".utf8)
            let link = Entry(
                path: try EntryPath("link"), kind: .symlink, size: Int64(target.count), modified: 1, target: target)
            let folder = Entry(path: try EntryPath("empty"), kind: .folder, size: 0, modified: 2)
            try test.locker.stager.stage([link, folder], removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            let entries = try test.locker.listings.entries(
                in: "main", of: alice, revision: nil, under: nil, after: nil, limit: 0
            ).elements
            #expect(entries == [folder, link])
            #expect { try test.restored("link", of: alice) } throws: { has(.invalidArgument)($0) }
            #expect(try test.locker.accounts.usage(of: alice).files == 0)
        }
    }

    @Test func aCommitOfManyEntriesIsWrittenInParts() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let content = try test.ingest([1, 2, 3], "first", in: session)
            let long = String(repeating: "x", count: 200)
            var entries: [Entry] = []
            for number in 0..<12_000 {
                entries.append(
                    Entry(
                        path: try EntryPath("\(long)/\(number)"), kind: .file, size: 3, blob: content.blob, modified: 0)
                )
            }
            try test.locker.stager.stage(entries, removals: [], in: session)
            let before = try test.locker.census.statistics().packs.kinds[.commit].records
            #expect(try test.locker.sessions.commit(session).added == 12_001)
            #expect(try test.locker.census.statistics().packs.kinds[.commit].records == before + 4)
        }
    }
}
