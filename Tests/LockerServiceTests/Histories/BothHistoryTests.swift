import Glibc
import LockerTestSupport
import Testing

/// Devices that sync both ways at random; `LOCKER_SEED` runs the history of one seed alone, `LOCKER_HISTORIES` as many
/// as it says.
@Suite struct BothHistoryTests {
    private static let seeds: Range<UInt64> = {
        if let seed = setting("LOCKER_SEED") { return seed..<seed + 1 }
        return 0..<(setting("LOCKER_HISTORIES") ?? 200)
    }()

    private static let parts: UInt64 = 4

    /// One part of the histories, on one daemon: each has a library of its own.
    @Test(arguments: 0..<BothHistoryTests.parts) func nothingIsLostAndAllBecomeTheSame(part: UInt64) throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let test = try TestDaemon.start(in: directory)
            defer { test.daemon.stop() }
            for seed in BothHistoryTests.seeds where seed % BothHistoryTests.parts == part {
                do {
                    try BothHistory(seed: seed, in: directory, socket: test.socket).run()
                } catch {
                    Issue.record("LOCKER_SEED=\(seed): \(error)")
                }
            }
        }
    }

    private static func setting(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }
}
