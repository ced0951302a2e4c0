import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

@Suite struct StatisticsTests {
    /// Opens the locker of `directory` again, so that what it holds is in sealed packs.
    private func reopened(_ directory: String, _ body: (TestLocker) throws -> Void) throws {
        let test = try TestLocker.open(directory)
        defer { test.locker.close() }
        try body(test)
    }

    @Test func fillLevelsAndWhatWouldComeBackFollowWhatIsNeeded() throws {
        let (shared, own) = (random(400_000, seed: 1), random(500_000, seed: 2))
        try withTemporaryDirectory { directory in
            try reopened(directory) { test in
                try test.put(["shared": shared], for: try test.caller("alice"))
                try test.put(["shared": shared, "own": own], for: try test.caller("bob"))
            }
            try reopened(directory) { test in
                let before = try test.locker.census.statistics()
                #expect(before.packs.classes[.data].packs == 1 && before.packs.classes[.metadata].packs == 1)
                #expect(before.occupancy.fillLevels.last?.packs == 2 && before.reclaimableBytes == 0)
                #expect(before.occupancy.liveBytes[.data] > 900_000 && before.occupancy.liveBytes[.metadata] < 10_000)
                #expect(before.liveBytes < before.packs.packBytes)

                try test.locker.accounts.remove(named: "bob")
                let after = try test.locker.census.statistics()
                let level = try #require(after.occupancy.fillLevels.dropFirst(4).first)
                #expect(level.packs >= 1 && level.bytes >= before.packs.classes[.data].bytes)
                #expect(before.occupancy.liveBytes[.data] - after.occupancy.liveBytes[.data] > 500_000)

                var options = CompactionOptions()
                options.isDryRun = true
                let job = try test.locker.compaction.start(options)
                while job.outcome == nil { usleep(1000) }
                guard case .compacted(let report) = job.outcome else {
                    Issue.record("\(String(describing: job.outcome))")
                    return
                }
                #expect(after.reclaimableBytes == report.reclaimedBytes && report.reclaimedBytes > 500_000)
                #expect(after.packs.classes[.data] == before.packs.classes[.data])
            }
        }
    }

    @Test func aDamagedRecipeLeavesTheOtherFigures() throws {
        try withTemporaryDirectory { directory in
            let whole = random(300_000, seed: 2)
            try reopened(directory) { test in
                try test.put(["a": random(300_000, seed: 1)], for: try test.caller("alice"))
                try test.put(["b": whole], for: try test.caller("alice"))
            }
            try damage("meta-", in: directory, at: firstRecipe)
            try reopened(directory) { test in
                let statistics = try test.locker.census.statistics()
                #expect(statistics.totals.blobs == 2 && statistics.packs.kinds[.chunk].rawBytes == 600_000)
                #expect((300_000..<310_000).contains(statistics.occupancy.liveBytes[.data]))
                #expect(throws: LockerError.self) { try test.restored("a", of: try test.caller("alice")) }
                #expect(try test.restored("b", of: try test.caller("alice")) == whole)
            }
        }
    }
}
