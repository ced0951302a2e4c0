import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Testing

/// What is purged can be read by nobody any more, its room is given back, and a rebuild does not bring it back.
@Suite struct PurgedLibraryTests {
    @discardableResult
    private func purge(
        _ paths: [String], recursive: Bool = false, dryRun: Bool = false, _ test: TestLocker, _ caller: Caller
    ) throws -> PurgeReport {
        try test.locker.purges.purge(
            try paths.map { try EntryPath($0) }, from: "main", of: caller, recursive: recursive, isDryRun: dryRun)
    }

    @Test func itIsGoneBeforeAndAfterARebuild() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try test.put(["private/one": [1], "private/two": [2], "private.txt": [3]], for: alice)
                try test.put(["private/one": [4, 4]], for: alice)
                let told = try purge(["private"], recursive: true, dryRun: true, test, alice)
                #expect(told.revision == 2 && told.entries.revisions == 2 && told.entries.paths == 2)
                #expect(told.entries.versions == 3 && told.entries.logicalBytes == 4)
                #expect(try test.paths(of: alice, revision: 1).count == 3)
                let done = try purge(["private"], recursive: true, test, alice)
                #expect(done.revision == 3 && done.entries == told.entries)
                for revision in Int64(1)...3 {
                    #expect(try test.paths(of: alice, revision: revision) == ["private.txt"])
                    #expect {
                        try test.restored("private/one", of: alice, revision: revision)
                    } throws: { has(.notFound)($0) }
                }
                #expect(try test.restored("private.txt", of: alice, revision: 1) == [3])
                // What comes after it is another's.
                try test.put(["private/one": [5]], for: alice)
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect(try test.paths(of: alice, revision: 2) == ["private.txt"])
                #expect(try test.restored("private/one", of: alice) == [5])
                try purge(["private/one", "private.txt"], test, alice)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    @Test func aPurgeTellsWhoMadeItAndWhatWent() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try test.put(["old": [1, 2], "now": [3, 4, 5]], for: alice)
                try test.put(["now": [6, 7, 8, 9]], for: alice)
                let origin = try Origin(
                    device: [UInt8](repeating: 1, count: 16), deviceName: "host", folder: [], client: "t")
                _ = try test.locker.purges.purge(
                    [EntryPath("now"), EntryPath("old")], from: "main", of: alice, recursive: false, isDryRun: false,
                    saying: Provenance(origin: origin, note: "private"))
                let page = try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 0)
                let newest = try #require(page.elements.first)
                #expect(newest.removed == 2 && newest.bytes == ChangedBytes(removed: 6))
                #expect(page.elements.map(\.provenance.isPurge) == [true, false, false])
                #expect(newest.provenance.note == "private" && newest.provenance.origin?.deviceName == "host")
                try #expect(test.locker.devices.list(of: alice).map(\.name) == ["host"])
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    @Test func whatNobodyElseHoldsIsGivenBackByACompaction() throws {
        let (secret, shared) = (random(400_000, seed: 1), random(300_000, seed: 2))
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                try test.put(["secret": secret, "shared": shared], for: try test.caller("alice"))
                try test.put(["shared": shared], for: try test.caller("bob"))
            }
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                let before = try test.locker.census.statistics().packs.packBytes
                try purge(["secret", "shared"], test, alice)
                #expect(try test.compact().damagedPacks.isEmpty)
                #expect(try test.locker.census.statistics().packs.packBytes < before - 390_000)
                #expect(try test.restored("shared", of: try test.caller("bob")) == shared)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }

    @Test func aFolderIsPurgedWithItsContentsOrNotAtAll() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a/b": [1], "c": [2]], for: alice)
            #expect { try purge(["c", "a"], test, alice) } throws: { has(.invalidArgument)($0) }
            #expect { try purge(["c", "none"], test, alice) } throws: { has(.notFound)($0) }
            #expect { try purge([], test, alice) } throws: { has(.invalidArgument)($0) }
            #expect {
                try test.locker.purges.purge(
                    [try EntryPath("c")], from: "none", of: alice, recursive: true, isDryRun: false)
            } throws: { has(.notFound)($0) }
            #expect(try test.paths(of: alice) == ["a/b", "c"])
        }
    }

    @Test func moreThanOnePurgeTakesOutIsRefusedWholeAndGoesInParts() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["f/1/a": [1], "f/1/b": [2], "f/2/a": [3]], for: alice)
            try test.put(["f/2/a": [4]], for: alice)
            var purges = test.locker.purges
            purges.limit = 3
            let folder = try EntryPath("f")
            for isDryRun in [true, false] {
                #expect {
                    try purges.purge([folder], from: "main", of: alice, recursive: true, isDryRun: isDryRun)
                } throws: { has(.tooMany)($0) }
            }
            // That it is a folder is said before how much is in it.
            #expect {
                try purges.purge([folder], from: "main", of: alice, recursive: false, isDryRun: false)
            } throws: { has(.invalidArgument)($0) }
            #expect(try test.paths(of: alice, revision: 1).count == 3)
            for part in ["f/1", "f/2"] {
                let done = try purges.purge(
                    [EntryPath(part)], from: "main", of: alice, recursive: true, isDryRun: false)
                #expect(done.entries.versions == 2)
            }
            #expect(try test.paths(of: alice, revision: 1).isEmpty)
        }
    }

    /// What is named by its content before the purge, and committed after it, is held by the session meanwhile.
    @Test func whatWasStagedBeforeComesWithItsContent() throws {
        let secret = random(300_000, seed: 3)
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in try test.put(["secret": secret], for: try test.caller("alice")) }
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                let page = try test.locker.listings.entries(
                    in: "main", of: alice, revision: nil, under: nil, after: nil, limit: 1)
                let entry = try #require(page.elements.first)
                let copy = Entry(
                    path: try EntryPath("copy"), kind: .file, size: entry.size, blob: entry.blob,
                    modified: entry.modified)
                let session = try test.session(alice)
                try test.locker.stager.stage([copy], removals: [], in: session)
                try purge(["secret"], test, alice)
                try test.compact()
                _ = try test.locker.sessions.commit(session)
                #expect(try test.restored("copy", of: alice) == secret)
                let late = try test.session(alice, connection: 2)
                try purge(["copy"], test, alice)
                #expect {
                    try test.locker.stager.stage([copy], removals: [], in: late)
                } throws: { has(.permissionDenied)($0) }
            }
        }
    }

    /// The record is in the packs, and a crash keeps the database from it: then it is not done, until all is told again
    /// from the packs or the library goes on without it.
    @Test func aPurgeThatTheDatabaseDidNotTakeIsNotDone() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            let old = directory + "/old"
            try TestLocker.opened(directory) { test in
                try test.put(["secret": [1], "a": [2]], for: try test.caller("alice"))
            }
            try makeFile(old, try contents(of: database))
            try TestLocker.opened(directory) { test in try purge(["secret"], test, try test.caller("alice")) }
            try makeFile(database, try contents(of: old))
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect(try test.paths(of: alice) == ["a", "secret"])
                try test.compact()
                try test.put(["b": [3]], for: alice)
                #expect(try test.restored("secret", of: alice) == [1])
            }
            let before = try MetadataSnapshot(database)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    @Test func aSongOfTheCatalogStaysTheCatalogs() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let song = Samples.mp3(20, seed: 9)
            try test.addToCatalog(["song.mp3": song])
            let tracks = try test.locker.catalog.tracks(after: nil, limit: 9).tracks.map(\.digest)
            _ = try test.locker.grants.grant(tracks, toAccountNamed: "alice", library: "main")
            try purge(["song.mp3"], test, alice)
            try test.compact()
            _ = try test.locker.grants.grant(tracks, toAccountNamed: "alice", library: "main")
            #expect(try test.restored("song.mp3", of: alice) == song)
        }
    }
}
