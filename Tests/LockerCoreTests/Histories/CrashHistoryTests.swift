import Glibc
import LockerTestSupport
import Testing

/// People and operators at work, and crashes; `LOCKER_SEED` runs the history of one seed alone.
@Suite struct CrashHistoryTests {
    private static let seeds: Range<UInt64> = {
        guard let text = getenv("LOCKER_SEED"), let seed = UInt64(String(cString: text)) else { return 0..<200 }
        return seed..<seed + 1
    }()

    private static let parts: UInt64 = 4

    @Test(arguments: 0..<CrashHistoryTests.parts) func whatWasAcknowledgedIsRestored(part: UInt64) throws {
        for seed in CrashHistoryTests.seeds where seed % CrashHistoryTests.parts == part {
            do {
                try withTemporaryDirectory(inMemory: true) { try CrashHistory(seed: seed, in: $0).run() }
            } catch {
                Issue.record("LOCKER_SEED=\(seed): \(error)")
            }
        }
    }
}
