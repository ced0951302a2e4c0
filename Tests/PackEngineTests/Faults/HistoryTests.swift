import Glibc
import LockerTestSupport
import PackEngine
import Testing

/// Histories at random, each held against a plain model of what was acknowledged.
///
/// A failure names its seed; `LOCKER_SEED` runs the history of one seed alone, `LOCKER_HISTORIES` as many as it says.
struct HistoryTests {
    private static let seeds: Range<UInt64> = {
        if let seed = setting("LOCKER_SEED") { return seed..<seed + 1 }
        return 0..<(setting("LOCKER_HISTORIES") ?? 10_000)
    }()

    private static let parts: UInt64 = 20

    /// One part of the histories: the tests of the parts share the cores.
    @Test(arguments: 0..<HistoryTests.parts) func whatWasAcknowledgedIsThere(part: UInt64) throws {
        for seed in HistoryTests.seeds where seed % HistoryTests.parts == part {
            let violations = try History.violations(seed)
            #expect(violations == [], "LOCKER_SEED=\(seed)")
        }
    }

    @Test func aSeedMakesTheSameHistoryEachTime() throws {
        for seed in 0..<40 as Range<UInt64> { try #expect(History.faults(seed) == History.faults(seed), "\(seed)") }
    }

    private static func setting(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
