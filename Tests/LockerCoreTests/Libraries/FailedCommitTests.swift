import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

@Suite struct FailedCommitTests {
    /// Commits content that lies in a sealed pack and that nobody needs, on a disk that does not sync the database's
    /// log: the commit stands there, with its end.
    private func commitInVain(_ content: [UInt8], for caller: Caller, in test: TestLocker) throws {
        let session = try test.session(caller)
        try test.ingest(content, "found", in: session)
        let failures = FailingSync.during {
            #expect { try test.locker.sessions.commit(session) } throws: { ($0 as? LockerError)?.code == .system }
        }
        #expect(failures > 0)
        test.locker.sessions.close(session)
    }

    /// Starts a compaction that has deleted what nobody needs, and copies what somebody needs for ever; runs `body`
    /// meanwhile.
    private func inCompaction(of test: TestLocker, _ body: () throws -> Void) throws {
        var options = CompactionOptions()
        options.maximumUnused = 0
        options.bytesPerSecond = 1
        let job = try test.locker.compaction.start(options)
        while job.outcome == nil, job.progress.phase != "rewriting packs" { usleep(1000) }
        #expect(job.outcome == nil)
        try body()
        job.cancel()
        while job.outcome == nil { usleep(1000) }
    }

    @Test func aCommitThatFailedDoesNotComeBackWithoutItsContent() throws {
        let (dead, kept) = (random(300_000, seed: 1), random(400_000, seed: 2))
        try withTemporaryDirectory { directory in
            let crashed = directory + "/crashed"
            try TestLocker.opened(directory) { try $0.put(["dead": dead], for: try $0.caller("bob")) }
            #expect(FailingSync.install(for: directory + "/store"))
            try TestLocker.opened(directory) { test in
                try test.put(["kept": kept], for: try test.caller("alice"))
                try test.put(["other": random(900_000, seed: 3)], for: try test.caller("bob"))
            }
            try TestLocker.opened(directory) { test in
                try test.locker.accounts.remove(named: "bob")
                try commitInVain(dead, for: try test.caller("alice"), in: test)
                try inCompaction(of: test) {
                    // As a crash leaves it: the log of the database is not brought into it.
                    try FileManager.default.createDirectory(atPath: crashed, withIntermediateDirectories: false)
                    try FileManager.default.copyItem(atPath: test.locker.directory, toPath: crashed + "/store")
                }
            }
            try TestLocker.opened(crashed) { test in
                let alice = try test.caller("alice")
                #expect(try test.restored("kept", of: alice) == kept)
                if try test.paths(of: alice).contains("found") {
                    #expect(try test.restored("found", of: alice) == dead)
                }
                try test.compact()
            }
        }
    }
}
