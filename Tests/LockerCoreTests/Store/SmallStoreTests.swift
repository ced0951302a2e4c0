import LockerBase
import LockerCore
import LockerTestSupport
import PackEngine
import Testing

/// A store of which all is in the packs that take records.
@Suite struct SmallStoreTests {
    /// What a compaction with `options` would do.
    private func plan(_ test: TestLocker, _ options: CompactionOptions = .init()) throws -> CompactionReport {
        var options = options
        options.isDryRun = true
        guard case .compacted(let report) = try test.ended(try test.locker.compaction.start(options)) else {
            throw LockerError(.internal, "not a compaction")
        }
        return report
    }

    @Test func itGivesRoomBack() throws {
        try TestLocker.with { test in
            let kept = random(300_000, seed: 1)
            try test.put(["a": kept], for: try test.caller("alice"))
            for (number, name) in ["bob", "carol"].enumerated() {
                try test.put(["own": random(400_000, seed: 2 + UInt64(number))], for: try test.caller(name))
            }
            let before = try test.locker.census.statistics()
            #expect(before.liveBytes > 1_100_000 && before.liveBytes <= before.packs.packBytes)
            #expect(before.reclaimableBytes == 0)
            for name in ["bob", "carol"] { try test.locker.accounts.remove(named: name) }
            let after = try test.locker.census.statistics()
            #expect(after.liveBytes > 300_000 && after.liveBytes < 310_000)
            // The statistics tell of a compaction that is told nothing; one that leaves nothing unused gives back no
            // less.
            let usual = try plan(test)
            #expect(usual.reclaimedBytes > 790_000 && after.reclaimableBytes == usual.reclaimedBytes)
            var options = CompactionOptions()
            options.maximumUnused = 0
            let told = try plan(test, options)
            #expect(told.reclaimedBytes > 800_000 && told.reclaimedBytes >= usual.reclaimedBytes)
            let done = try test.compact()
            #expect(done.reclaimedBytes == told.reclaimedBytes && done.movedBytes == told.movedBytes)
            #expect(done.packsRewritten == told.packsRewritten && done.packsDeleted == told.packsDeleted)
            #expect(try test.locker.census.statistics().packs.packBytes < 320_000)
            #expect(try test.restored("a", of: try test.caller("alice")) == kept)

            // Again and again, there is nothing to do, and no pack more.
            let packs = try test.locker.census.statistics().packs
            for _ in 0..<5 {
                let report = try test.compact()
                #expect(report.packsRewritten == 0 && report.packsDeleted == 0 && report.reclaimedBytes == 0)
            }
            #expect(try test.locker.census.statistics().packs == packs)
        }
    }

    @Test func compactionsBesideCommitsLoseNothing() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            for number in 0..<12 {
                let content = random(50_000, seed: UInt64(number))
                let session = try test.session(alice)
                try test.ingest(content, "new", in: session)
                try test.compact()
                _ = try test.locker.sessions.commit(session)
                test.locker.sessions.close(session)
                #expect(try test.restored("new", of: alice) == content)
                _ = try test.locker.expiry.expire(try Retention(keepLast: 2, keepWithin: nil))
                try test.compact()
                #expect(try test.restored("new", of: alice) == content)
            }
            #expect(try test.locker.census.statistics().packs.packs <= 4)
        }
    }
}
