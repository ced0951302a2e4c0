import LockerTestSupport
import PackEngine
import Testing

/// Every call of a script meets every fault, one in each run: what was acknowledged is there in the end, nothing else
/// is ever served, and the store goes on.
struct FaultSweepTests {
    private static let parts = 8

    /// One part of all runs: the tests of the parts share the cores. A store that begins in an older version is written
    /// to, and compacted, in the newest.
    @Test(arguments: 0..<FaultSweepTests.parts, PackVersion.allCases)
    func everyCallMeetsEveryFault(part: Int, from version: PackVersion) throws {
        var (number, parts) = (0, StoreRun.Parts())
        parts.firstVersion = version
        for call in try FaultSweep.calls(parts) {
            for fault in DiskFault.all(for: call.operation) {
                let another = IndexFate.allCases[1 + call.number % (IndexFate.allCases.count - 1)]
                for fate in fault == .crash ? [.present, another] : [.present] {
                    number += 1
                    guard number % FaultSweepTests.parts == part else { continue }
                    let violations = try FaultSweep.violations(call, fault, index: fate, parts: parts)
                    #expect(violations == [], "\(call) meets \(fault), the index is \(fate)")
                }
            }
        }
    }

    @Test(arguments: PackVersion.allCases) func theScriptMakesTheSameCallsEachTime(version: PackVersion) throws {
        var parts = StoreRun.Parts()
        parts.firstVersion = version
        try #expect(Set(FaultSweep.calls(parts)) == Set(FaultSweep.calls(parts)))
    }

    @Test func withoutAFaultNothingGoesWrong() throws {
        let call = try #require(try FaultSweep.calls().first)
        try #expect(FaultSweep.violations(call, nil) == [])
    }
}
