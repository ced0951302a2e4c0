import Glibc
import LockerBase
import LockerCore
import LockerMetrics
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct MetricsTests {
    /// The value of a sample, by its name with its labels.
    private func value(_ sample: String, of test: TestLocker) throws -> Double {
        var exposition = Exposition()
        test.locker.exposition.write(to: &exposition)
        let line = exposition.text.split(separator: "\n").first { $0.hasPrefix(sample + " ") }
        return try #require((line?.split(separator: " ").last).flatMap { Double($0) }, "\(sample)")
    }

    private func finish(_ job: Job) -> Job.Outcome? {
        while job.outcome == nil { usleep(1000) }
        return job.outcome
    }

    @Test func contentIsCountedWhereItComesInAndGoesOut() throws {
        let bytes = random(500_000, seed: 1)
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": bytes], for: alice)
            let new = try value("locker_chunks_total{result=\"new\"}", of: test)
            #expect(new > 1)
            #expect(try value("locker_chunk_bytes_total{result=\"new\"}", of: test) == 500_000)
            #expect(try value("locker_chunks_total{result=\"known\"}", of: test) == 0)
            try test.put(["b": bytes], for: alice)
            #expect(try value("locker_chunks_total{result=\"new\"}", of: test) == new)
            #expect(try value("locker_chunks_total{result=\"known\"}", of: test) == new)
            #expect(try value("locker_content_bytes_total{direction=\"in\"}", of: test) == 1_000_000)
            #expect(try value("locker_content_bytes_total{direction=\"out\"}", of: test) == 0)
            #expect(try test.restored("a", of: alice) == bytes)
            #expect(try value("locker_content_bytes_total{direction=\"out\"}", of: test) == 500_000)
            #expect(try value("locker_records{kind=\"chunk\"}", of: test) == new)
            #expect(try value("locker_sync_seconds_count", of: test) == 2)
            #expect(try value("locker_commit_seconds_bucket{le=\"+Inf\"}", of: test) == 2)
            let sync = try value("locker_sync_seconds_sum", of: test)
            #expect(try sync >= value("locker_commit_seconds_sum", of: test))
        }
    }

    @Test func whatIsUncommittedShowsUntilItIsCommitted() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            try test.ingest(random(100_000, seed: 1), "a", in: session)
            #expect(try value("locker_uncommitted_bytes", of: test) == 100_000)
            #expect(try value("locker_sessions", of: test) == 1)
            _ = try test.locker.sessions.commit(session)
            test.locker.sessions.close(session)
            #expect(try value("locker_uncommitted_bytes", of: test) == 0)
            #expect(try value("locker_sessions", of: test) == 0)
        }
    }

    @Test func aDamagedRecordIsCountedWhenItIsMet() throws {
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            try first.put(["a": random(100_000, seed: 1)], for: try first.caller("alice"))
            first.locker.close()
            try damage("data-", in: directory) { _ in 5000 }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            #expect(try value("locker_damaged_reads_total", of: test) == 0)
            #expect(throws: LockerError.self) { try test.restored("a", of: try test.caller("alice")) }
            #expect(try value("locker_damaged_reads_total", of: test) == 1)
        }
    }

    @Test func aMarkingTellsWhatIsDeadAndACompactionWhatIsLeftOfIt() throws {
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            try first.put(["a": random(300_000, seed: 1)], for: try first.caller("alice"))
            try first.put(["b": random(400_000, seed: 2)], for: try first.caller("bob"))
            first.locker.close()
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            var exposition = Exposition()
            test.locker.exposition.write(to: &exposition)
            #expect(!exposition.text.contains("locker_pack_dead_bytes"))
            try test.locker.accounts.remove(named: "bob")
            _ = try test.locker.census.statistics()
            #expect(try value("locker_pack_dead_bytes", of: test) > 400_000)
            #expect(try value("locker_pack_live_bytes", of: test) > 300_000)
            #expect(try value("locker_marking_timestamp_seconds", of: test) > 1_700_000_000)
            _ = finish(try test.locker.compaction.start(CompactionOptions()))
            #expect(try value("locker_pack_dead_bytes", of: test) < 1000)
        }
    }

    @Test func howJobsEndedOutlivesARestart() throws {
        let success = "locker_job_last_success_timestamp_seconds"
        let failure = "locker_job_last_failure_timestamp_seconds"
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            try first.put(["a": [1]], for: try first.caller("alice"))
            var dry = CompactionOptions()
            dry.isDryRun = true
            _ = finish(try first.locker.compaction.start(dry))
            #expect(try value("\(success){kind=\"compaction\"}", of: first) == 0)
            // A folder of a folder that is not there cannot be made.
            let nowhere = directory + "/nothing/backup"
            guard case .failed = finish(try first.locker.backup.start(to: nowhere, isChecked: false)) else {
                Issue.record("the backup did not fail")
                return
            }
            #expect(try value("\(success){kind=\"backup\"}", of: first) == 0)
            let failed = try value("\(failure){kind=\"backup\"}", of: first)
            #expect(failed > 1_700_000_000)
            _ = finish(try first.locker.backup.start(to: directory + "/backup", isChecked: false))
            let succeeded = try value("\(success){kind=\"backup\"}", of: first)
            #expect(succeeded >= failed)
            first.locker.close()

            let second = try TestLocker.open(directory)
            defer { second.locker.close() }
            #expect(try value("\(success){kind=\"backup\"}", of: second) == succeeded)
            #expect(try value("\(failure){kind=\"backup\"}", of: second) == failed)
            #expect(try value("\(failure){kind=\"compaction\"}", of: second) == 0)
            #expect(try value("locker_job_running{kind=\"backup\"}", of: second) == 0)
        }
    }
}
