import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// A change that says what it counts on is made where that holds, and refused whole where it does not.
@Suite struct PreconditionTests {
    /// A library whose revision 1 has the file `a`, the folder `d` with `d/b`, and the link `l`.
    private func withLibrary(_ body: (TestLocker, Caller, Digest) throws -> Void) throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let blob = try test.ingest([1], "a", in: session).blob
            _ = try test.ingest([2], "d/b", in: session)
            _ = try test.locker.sessions.commit(session)
            let link = Entry(path: try EntryPath("l"), kind: .symlink, size: 1, modified: 0, target: [0x61])
            try test.locker.stager.stage([link], removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            try body(test, alice, blob)
        }
    }

    /// Commits a change of `a` that counts on `expected`.
    private func change(
        _ test: TestLocker, _ caller: Caller, _ expected: [String: ExpectedEntry], revision: Int64? = nil
    ) throws -> Committed {
        let session = try test.session(caller)
        _ = try test.ingest([3], "a", in: session)
        var entries: [EntryPath: ExpectedEntry] = [:]
        for (path, entry) in expected { entries[try EntryPath(path)] = entry }
        try test.locker.stager.stage([], removals: [], expecting: entries, in: session)
        return try test.locker.sessions.commit(session, expecting: revision)
    }

    @Test func whatHoldsIsCommitted() throws {
        try withLibrary { test, alice, blob in
            let holding: [String: ExpectedEntry] = [
                "a": .file(blob), "d": .folder, "l": .link([0x61]), "nothing": .absent, "d/b/below": .absent,
            ]
            try #expect(change(test, alice, holding, revision: 2).changed == 1)
            try #expect(test.restored("a", of: alice) == [3])
        }
    }

    @Test func whatDoesNotHoldIsRefusedWhole() throws {
        let other = SHA256.digest(of: [9])
        let wrong: [(String, ExpectedEntry)] = [
            ("a", .absent), ("a", .file(other)), ("a", .folder), ("a", .link([0x61])), ("d", .absent),
            ("l", .link([0x62])), ("nothing", .folder), ("nothing", .file(other)),
        ]
        try withLibrary { test, alice, blob in
            for (path, expected) in wrong {
                var entries = ["l": ExpectedEntry.link([0x61])]
                entries[path] = expected
                #expect {
                    try change(test, alice, entries)
                } throws: { error in
                    guard let error = error as? LockerError, error.code == .conflict else { return false }
                    return error.details[.path] == path && error.details[.revision] == "2"
                        && error.details[.blob] == (path == "a" ? "\(blob)" : nil)
                }
                try #expect(test.restored("a", of: alice) == [1])
            }
            for revision in [0, 1, 3] as [Int64] {
                #expect { try change(test, alice, [:], revision: revision) } throws: { error in
                    (error as? LockerError)?.code == .conflict && (error as? LockerError)?.details[.revision] == "2"
                }
            }
            // Nothing of what was refused is left behind.
            try #expect(change(test, alice, ["a": .file(blob)]).revision == 3)
        }
    }

    /// A look-up of the path and one of what lies below it, in a transaction for 1,000 paths.
    @Test func whatIsExpectedIsLookedUpTogether() throws {
        try withLibrary { test, alice, _ in
            var expected: [String: ExpectedEntry] = ["d": .folder]
            for number in 0..<500 { expected["d/\(number)"] = .absent }
            let few = test.cost { _ = try change(test, alice, ["d": .folder]) }
            let many = test.cost { _ = try change(test, alice, expected) }
            #expect(few.error == nil && many.error == nil)
            // The second changes nothing.
            #expect(many.work.statements <= few.work.statements + 2 * 500)
        }
    }

    @Test func aLibraryThatIsNotThereHasNothing() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            #expect { try change(test, alice, ["a": .folder]) } throws: { has(.conflict)($0) }
            #expect { try change(test, alice, [:], revision: 1) } throws: { has(.conflict)($0) }
            try #expect(change(test, alice, ["a": .absent], revision: 0).revision == 1)
        }
    }

    @Test func removalsAndMovesTakeThemToo() throws {
        try withLibrary { test, alice, blob in
            let (path, editor) = (try EntryPath("a"), test.locker.editor)
            let (stale, held) = (Preconditions(revision: 1), Preconditions(revision: 2, entries: [path: .file(blob)]))
            #expect {
                try editor.remove([path], from: "main", of: alice, recursive: false, expecting: stale)
            } throws: { has(.conflict)($0) }
            #expect {
                try editor.move(path, to: try EntryPath("z"), in: "main", of: alice, expecting: stale)
            } throws: { has(.conflict)($0) }
            try #expect(test.paths(of: alice) == ["a", "d/b", "l"])
            _ = try editor.move(path, to: try EntryPath("z"), in: "main", of: alice, expecting: held)
            #expect {
                try editor.remove(
                    [try EntryPath("z")], from: "main", of: alice, recursive: false,
                    expecting: Preconditions(entries: [path: .file(blob)]))
            } throws: { has(.conflict)($0) }
            _ = try editor.remove(
                [try EntryPath("z")], from: "main", of: alice, recursive: false, expecting: Preconditions(revision: 3))
            try #expect(test.paths(of: alice) == ["d/b", "l"])
        }
    }

    @Test func whatIsExpectedCountsInTheMemoryOfSessions() throws {
        var configuration = Configuration()
        configuration.stagingMemory = 100_000
        try TestLocker.with(configuration) { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            var entries: [EntryPath: ExpectedEntry] = [:]
            for number in 0..<1000 { entries[try EntryPath("\(number)")] = .absent }
            #expect {
                try test.locker.stager.stage([], removals: [], expecting: entries, in: session)
            } throws: { has(.tooMany)($0) }
        }
    }
}
