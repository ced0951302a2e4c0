import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// What may be renamed and removed by one call, and what it leaves when it is given up.
@Suite struct EditBoundTests {
    /// Folders in `folder`, with paths of some 2,000 bytes.
    private func stage(_ count: Int, in folder: String, of library: String, _ caller: Caller, _ test: TestLocker) throws
    {
        let session = try test.session(caller, library: library)
        defer { test.locker.sessions.close(session) }
        let long = Array(repeating: String(repeating: "x", count: 200), count: 10).joined(separator: "/")
        let folders = try (0..<count).map {
            Entry(path: try EntryPath("\(folder)/\(long)/\($0)"), kind: .folder, size: 0, modified: 0)
        }
        try test.locker.stager.stage(folders, removals: [], in: session)
        _ = try test.locker.sessions.commit(session)
    }

    @Test func aMoveTakesMemoryLikeAllThatIsStaged() throws {
        try TestLocker.with(Configuration(stagingMemory: 2 << 20)) { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            for part in 0..<3 { try stage(400, in: "all/\(part)", of: "main", alice, test) }
            let before = try test.locker.accounts.usage(of: alice)
            // 1,200 paths of 2,000 bytes do not go into 2 MiB.
            #expect {
                try test.locker.editor.move(try EntryPath("all"), to: try EntryPath("new"), in: "main", of: alice)
            } throws: { has(.tooMany)($0) }
            #expect {
                try test.locker.editor.remove([try EntryPath("all")], from: "main", of: alice, recursive: true)
            } throws: { has(.tooMany)($0) }
            #expect(try test.locker.accounts.usage(of: alice) == before, "nothing was changed")
            // What was refused leaves nothing taken, and parts of it go.
            let session = try test.session(bob)
            for number in 0..<500 { try test.locker.stager.stage([], removals: [EntryPath("\(number)")], in: session) }
            for part in 0..<3 {
                let moved = try test.locker.editor.move(
                    try EntryPath("all/\(part)"), to: try EntryPath("new/\(part)"), in: "main", of: alice)
                #expect(moved.added == 400 && moved.removed == 400)
            }
            #expect(try test.paths(of: alice).count == 1200)
        }
    }

    @Test func aLibraryThatGetsNoRevisionIsNotMade() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice", quota: 10)
            for number in 0..<300 {
                let session = try test.session(alice, library: "library \(number)")
                defer { test.locker.sessions.close(session) }
                let removal = try EntryPath("nothing")
                let path = try EntryPath("a/b")
                let below = Entry(path: path, kind: .symlink, size: 1, modified: 0, target: [0x78])
                let above = Entry(path: try EntryPath("a"), kind: .symlink, size: 1, modified: 0, target: [0x78])
                try test.locker.stager.stage([below, above], removals: [removal], in: session)
                #expect { try test.locker.sessions.commit(session) } throws: { has(.invalidArgument)($0) }
            }
            #expect(try test.put(["a": [1]], for: alice).revision == 1)
        }
    }

    @Test func nobodyHasMoreLibrariesThanTheyMay() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            for number in 0..<Library.maximumPerAccount {
                try test.put(["a": [1]], for: alice, library: "library \(number)")
            }
            #expect { try test.session(alice, library: "more") } throws: { has(.tooMany)($0) }
            #expect(try test.put(["b": [1]], for: alice, library: "library 7").revision == 2)
            #expect(try test.put(["a": [1]], for: try test.caller("bob"), library: "more").revision == 1)
        }
    }

    @Test func aStopEndsWhatChangesMuch() throws {
        try withTemporaryDirectory { directory in
            var test = try TestLocker.open(directory)
            let alice = try test.caller("alice")
            try test.put(["f/a": [1], "f/b": [2]], for: alice)
            let session = try test.session(alice)
            try test.ingest([3], "c", in: session)
            test.locker.prepareToClose()
            let folder = try EntryPath("f")
            #expect {
                try test.locker.editor.remove([folder], from: "main", of: alice, recursive: true)
            } throws: { has(.unavailable)($0) }
            #expect {
                try test.locker.editor.move(folder, to: try EntryPath("g"), in: "main", of: alice)
            } throws: { has(.unavailable)($0) }
            #expect {
                try test.locker.purges.purge([folder], from: "main", of: alice, recursive: true, isDryRun: false)
            } throws: { has(.unavailable)($0) }
            #expect { try test.locker.sessions.commit(session) } throws: { has(.unavailable)($0) }
            test.locker.close()
            test = try TestLocker.open(directory)
            defer { test.locker.close() }
            #expect(try test.paths(of: test.caller("alice")) == ["f/a", "f/b"])
        }
    }
}
