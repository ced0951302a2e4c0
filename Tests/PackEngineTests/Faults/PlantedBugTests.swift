import LockerTestSupport
import PackEngine
import Testing

/// What finds no bug where there is one proves nothing: each of these plants one, and is found out by the sweep and by
/// the histories.
struct PlantedBugTests {
    @Test func acknowledgingBeforeTheSyncIsFoundOut() throws {
        try expectFound(.acknowledgesBeforeSync, "is lost", by: .crash)
    }

    @Test func ignoringAFailedSyncIsFoundOut() throws {
        try expectFound(.ignoresFailedSync, "is lost", by: .lost)
    }

    @Test func tryingAFailedSyncAgainIsFoundOut() throws {
        try expectFound(.triesFailedSyncAgain, "is lost", by: .lost)
    }

    @Test func skippingTheDigestCheckIsFoundOut() throws {
        try expectFound(.skipsDigestCheck, "is served with wrong bytes", by: .flip)
    }

    @Test func deletingAPackBeforeItsCopiesAreIndexedIsFoundOut() throws {
        try expectFound(.deletesBeforeIndexing, "is lost", by: nil)
    }

    /// Expects the bug in `parts` to be found by a sweep with `fault`, or by the script alone, and by a history.
    private func expectFound(_ parts: StoreRun.Parts, _ what: String, by fault: DiskFault?) throws {
        let isFoundBySweep = try FaultSweep.calls().contains { call in
            guard fault.map({ DiskFault.all(for: call.operation).contains($0) }) ?? true else { return false }
            return try FaultSweep.violations(call, fault, parts: parts).contains { $0.contains(what) }
        }
        #expect(isFoundBySweep)
        let isFoundByHistory = try (0..<5_000 as Range<UInt64>).contains { seed in
            try History.violations(seed, parts).contains { $0.contains(what) }
        }
        #expect(isFoundByHistory)
    }
}
