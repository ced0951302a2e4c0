import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import POSIXSupport
import Testing

/// A commit whose record is written when the database refuses it: two to two libraries of one account, each of which is
/// within its quota, and which are not together.
@Suite struct RefusedCommitTests {
    private static let size = 60_000

    /// Commits two at once, in the name of an account of its own. Returns how many were taken.
    private func commitTwo(_ test: TestLocker, round: Int) throws -> Int {
        let caller = try test.caller("round\(round)", quota: Int64(2 * RefusedCommitTests.size - 1))
        let sessions = try ["one", "two"].map { try test.session(caller, library: $0) }
        for (number, session) in sessions.enumerated() {
            let content = random(RefusedCommitTests.size, seed: UInt64(2 * round + number))
            _ = try test.ingest(content, "file", in: session)
        }
        let (locker, taken) = (test.locker, Monitor(0))
        let threads = try sessions.map { session in
            try Thread("commit") {
                if (try? locker.sessions.commit(session)) != nil { taken.withLock { $0 += 1 } }
            }
        }
        for thread in threads { thread.join() }
        for session in sessions { test.locker.sessions.close(session) }
        return taken.withLock { $0 }
    }

    @Test func isNotToldAndKeepsNothing() throws {
        try withTemporaryDirectory { directory in
            var rounds = 0
            try TestLocker.opened(directory) { test in
                let records = { try test.locker.census.statistics().packs.kinds[.commit].records }
                var written = 0
                // That of the account and that of the commit; the refused one and the word of it come beside them.
                repeat {
                    let before = try records()
                    try #require(try commitTwo(test, round: rounds) == 1)
                    rounds += 1
                    written = try records() - before
                } while written < 4 && rounds < 100
                try #require(written == 4)
                try test.compact()
                let bytes = try test.locker.census.statistics().packs.packBytes
                #expect(bytes < rounds * RefusedCommitTests.size + RefusedCommitTests.size / 2)
            }
            let before = try MetadataSnapshot(TestLocker.database(in: directory))
            #expect(before.libraries.count == rounds)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(TestLocker.database(in: directory)) == before)
        }
    }
}
