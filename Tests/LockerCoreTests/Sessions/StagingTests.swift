import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import PackEngine
import Testing

@Suite struct StagingTests {
    @Test func whatIsRefusedIsNotStaged() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            var folders: [Entry] = []
            for number in 0..<600_000 {
                folders.append(Entry(path: try EntryPath("\(number)"), kind: .folder, size: 0, modified: 0))
            }
            try test.locker.stager.stage(folders, removals: [], in: session)
            let more = try folders.map { folder in
                Entry(path: try EntryPath("x\(folder.path)"), kind: .folder, size: 0, modified: 0)
            }
            #expect { try test.locker.stager.stage(more, removals: [], in: session) } throws: { has(.tooMany)($0) }
            #expect(session.stagedCount == 600_000)
        }
    }

    @Test func whatIsStagedLeavesMemoryForTheOthers() throws {
        try TestLocker.with(Configuration(stagingMemory: 1 << 20)) { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let sessions = try (0..<4).map { _ in try test.session(alice) }
            var staged = 0
            #expect {
                while true {
                    try test.locker.stager.stage(
                        [], removals: [EntryPath("removal-\(staged)")], in: sessions[staged % sessions.count])
                    staged += 1
                }
            } throws: { has(.tooMany)($0) }
            // Half of a MiB, some 270 bytes each.
            #expect((1800...2100).contains(staged))
            let other = try test.session(bob)
            for number in 0..<900 { try test.locker.stager.stage([], removals: [EntryPath("\(number)")], in: other) }
        }
    }

    @Test func aCommitGivesTheMemoryOfWhatWasStagedBack() throws {
        try TestLocker.with(Configuration(stagingMemory: 1 << 20)) { test in
            let session = try test.session(try test.caller("alice"))
            for _ in 0..<10 {
                for number in 0..<1_000 {
                    try test.locker.stager.stage([], removals: [EntryPath("\(number)")], in: session)
                }
                _ = try test.locker.sessions.commit(session)
            }
            #expect(session.stagedCount == 0)
        }
    }

    @Test func theLastWordOnAPathCounts() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1], "b": [2]], for: alice)
            let session = try test.session(alice)
            let content = try test.ingest([3], "a", in: session)
            try test.locker.stager.stage([], removals: [EntryPath("a"), EntryPath("b")], in: session)
            let entry = Entry(path: try EntryPath("b"), kind: .file, size: 0, blob: content.blob, modified: 0)
            try test.locker.stager.stage([entry], removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            #expect(try test.paths(of: alice) == ["b"])
            #expect(try test.restored("b", of: alice) == [3])
        }
    }

    @Test func aFileThatIsNotWhatTheClientSawIsRefused() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            let path = test.directory + "/file"
            let file = try makeFile(path, [1, 2, 3])
            let status = try file.status()
            func stamp(size: Int64) -> CallersFileStamp {
                CallersFileStamp(
                    size: size, modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
                    changed: Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec))
            }
            let entry = try EntryPath("file")
            #expect {
                try test.locker.ingest.file(file, at: entry, modified: 0, expecting: stamp(size: 2), in: session)
            } throws: { has(.changed)($0) }
            #expect(session.stagedCount == 0)
            _ = try test.locker.ingest.file(file, at: entry, modified: 0, expecting: stamp(size: 3), in: session)
            #expect(session.stagedCount == 1)
        }
    }

    @Test func nobodyTakesAllUploads() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.session(try test.caller("alice")), try test.session(try test.caller("bob")))
            let path = try EntryPath("x")
            var uploads: [UInt64] = []
            for _ in 0..<8 { uploads.append(try test.locker.uploads.begin(at: path, modified: 0, in: alice)) }
            #expect { try test.locker.uploads.begin(at: path, modified: 0, in: alice) } throws: { has(.tooMany)($0) }
            _ = try test.locker.uploads.begin(at: path, modified: 0, in: bob)
            test.locker.uploads.cancel(uploads[3], in: alice)
            _ = try test.locker.uploads.begin(at: path, modified: 0, in: alice)
        }
    }

    @Test func aPageFitsIntoAnAnswer() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let long = Array(repeating: String(repeating: "d", count: 255), count: 8).joined(separator: "/")
            var entries: [Entry] = []
            for number in 0..<2_500 {
                entries.append(Entry(path: try EntryPath("\(long)/\(number)"), kind: .folder, size: 0, modified: 0))
            }
            try test.locker.stager.stage(entries, removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            var (paths, pages): ([EntryPath], Int) = ([], 0)
            while true {
                let page = try test.locker.listings.entries(
                    in: "main", of: alice, revision: nil, under: nil, after: paths.last, limit: 0)
                paths += page.elements.map(\.path)
                pages += 1
                #expect(page.elements.reduce(0) { $0 + $1.path.bytes.count } <= 2 << 20)
                if !page.more { break }
            }
            #expect(pages == 3 && paths == entries.map(\.path).sorted())
            let changes = try test.locker.listings.changes(
                in: "main", of: alice, since: 0, until: nil, after: nil, limit: 0)
            #expect(changes.more && changes.elements.count < 1_250)
        }
    }
}
