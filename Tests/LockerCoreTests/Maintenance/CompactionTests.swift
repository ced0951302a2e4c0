import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Testing

@Suite struct CompactionTests {
    /// Runs a compaction to its end.
    @discardableResult
    private func compact(_ test: TestLocker, isDryRun: Bool = false) throws -> CompactionReport {
        var options = CompactionOptions()
        options.maximumUnused = 0
        options.isDryRun = isDryRun
        let job = try test.locker.compaction.start(options)
        while job.outcome == nil { usleep(1000) }
        guard case .compacted(let report) = job.outcome else {
            throw LockerError(.internal, "\(String(describing: job.outcome))")
        }
        return report
    }

    /// Opens the locker of `directory` again, so that what it holds is in sealed packs.
    private func reopened(_ directory: String, _ body: (TestLocker) throws -> Void) throws {
        let test = try TestLocker.open(directory)
        defer { test.locker.close() }
        try body(test)
    }

    @Test func whatARemovedAccountHadIsGivenBack() throws {
        let (shared, own) = (random(400_000, seed: 1), random(500_000, seed: 2))
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in
                try test.put(["shared": shared], for: try test.caller("alice"))
                try test.put(["shared": shared, "own": own], for: try test.caller("bob"))
            }
            try reopened(directory) { test in
                try test.locker.accounts.remove(named: "bob")
                let before = try test.locker.census.statistics().packs.packBytes
                let told = try compact(test, isDryRun: true)
                #expect(try test.locker.census.statistics().packs.packBytes == before)
                let done = try compact(test)
                #expect(told.isDryRun && told.reclaimedBytes == done.reclaimedBytes && done.reclaimedBytes > 500_000)
                #expect(try test.locker.census.statistics().packs.packBytes < before - 500_000)
                #expect(try test.restored("shared", of: try test.caller("alice")) == shared)
            }
        }
    }

    /// Content that was uploaded in a session and is in nobody's list yet, whatever is committed beside it.
    @Test func whatASessionTookInStays() throws {
        let (early, late) = (random(300_000, seed: 3), random(300_000, seed: 4))
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in
                try test.put(["early": early, "late": late], for: try test.caller("bob"))
            }
            try reopened(directory) { test in
                let alice = try test.caller("alice")
                let session = try test.session(alice)
                // An upload that is under way when the session commits, and is staged after that.
                let upload = try test.locker.uploads.begin(at: try EntryPath("late"), modified: 0, in: session)
                _ = try late.withUnsafeBytes { try test.locker.uploads.write($0, at: 0, to: upload, in: session) }
                try test.ingest(early, "early", in: session)
                _ = try test.locker.sessions.commit(session)
                _ = try test.locker.uploads.finish(upload, size: UInt64(late.count), in: session)
                try test.locker.accounts.remove(named: "bob")
                try compact(test)
                _ = try test.locker.sessions.commit(session)
                #expect(try test.restored("early", of: alice) == early)
                #expect(try test.restored("late", of: alice) == late)
            }
        }
    }

    /// A session that begins after what is needed was marked, and is over before the pack is emptied: the database
    /// knows of what it found there, and the marks do not.
    @Test func whatIsFoundAndCommittedMeanwhileStays() throws {
        let (kept, found) = (random(600_000, seed: 7), random(300_000, seed: 8))
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in
                try test.put(["kept": kept], for: try test.caller("alice"))
                try test.put(["found": found], for: try test.caller("bob"))
            }
            try reopened(directory) { test in
                let alice = try test.caller("alice")
                try test.locker.accounts.remove(named: "bob")
                var options = CompactionOptions()
                options.maximumUnused = 0
                // Slow enough for a commit in between.
                options.bytesPerSecond = 800_000
                let job = try test.locker.compaction.start(options)
                while job.progress.phase != "rewriting packs", job.outcome == nil { usleep(1000) }
                try test.put(["found": found], for: alice)
                while job.outcome == nil { usleep(1000) }
                guard case .compacted(let report) = job.outcome else {
                    Issue.record("\(String(describing: job.outcome))")
                    return
                }
                #expect(report.packsRewritten > 0)
                #expect(try test.restored("kept", of: alice) == kept)
                #expect(try test.restored("found", of: alice) == found)
            }
        }
    }

    @Test func whatTheCatalogHoldsStays() throws {
        let song = Tags.id3v2(500) + Samples.mp3(2000)
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in _ = try test.addToCatalog(["song.mp3": song]) }
            try reopened(directory) { test in
                #expect(try compact(test).reclaimedBytes == 0)
                let track = try #require(try test.locker.catalog.tracks(after: nil, limit: 1).tracks.first?.digest)
                let alice = try test.caller("alice")
                _ = try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
                #expect(try test.restored("song.mp3", of: alice) == song)
            }
        }
    }

    /// Chunks of a recipe that cannot be read are nobody's only for that reason: they stay, and all others too.
    @Test func whereARecipeIsOutOfReachNothingIsGivenUp() throws {
        let (kept, gone) = (random(400_000, seed: 7), random(500_000, seed: 8))
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in
                try test.put(["kept": kept], for: try test.caller("alice"))
                try test.put(["gone": gone], for: try test.caller("bob"))
            }
            try damage("meta-", in: directory, at: firstRecipe)
            try reopened(directory) { test in
                try test.locker.accounts.remove(named: "bob")
                let before = try test.locker.census.statistics().packs.packBytes
                for _ in 0..<2 {
                    let error = #expect(throws: LockerError.self) { try compact(test) }
                    #expect(error?.message.contains("damaged or lost") == true)
                }
                #expect(try test.locker.census.statistics().packs.packBytes == before)
                // Whoever brings the file again mends it.
                try test.put(["kept again": kept], for: try test.caller("carol"))
                #expect(try compact(test).reclaimedBytes > 0)
                #expect(try test.restored("kept", of: try test.caller("alice")) == kept)
            }
        }
    }

    @Test func aBackupIsAStore() throws {
        let bytes = random(700_000, seed: 6)
        try withTemporaryDirectory { directory in
            let backup = directory + "/backup/store"
            mkdir(directory + "/backup", 0o700)
            try reopened(directory) { test in
                try test.put(["song": bytes], for: try test.caller("alice"))
                for _ in 0..<2 {
                    let job = try test.locker.backup.start(to: backup, isChecked: true)
                    while job.outcome == nil { usleep(1000) }
                    guard case .backedUp(let report) = job.outcome else {
                        Issue.record("\(String(describing: job.outcome))")
                        return
                    }
                    #expect(report.checkedFiles == 1 && report.checkedBytes == bytes.count)
                }
                try test.put(["later": [1]], for: try test.caller("alice"))
            }
            try reopened(directory + "/backup") { test in
                let alice = try test.caller("alice")
                #expect(try test.restored("song", of: alice) == bytes)
                #expect(try test.paths(of: alice) == ["song"])
            }
        }
    }
}
