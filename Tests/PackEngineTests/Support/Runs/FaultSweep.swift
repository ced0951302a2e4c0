import LockerTestSupport
import PackEngine

/// The script, run again and again, each time with one fault.
enum FaultSweep {
    /// The calls that the script makes of a disk without faults.
    static func calls(_ parts: StoreRun.Parts = StoreRun.Parts()) throws -> [DiskCall] {
        try withTemporaryDirectory(inMemory: true) { directory in
            let run = FaultSweep.run(in: directory, parts)
            ScriptedRun(run: run)()
            defer { run.end() }
            return run.disk.disk.withLock { $0.calls }
        }
    }

    /// A run whose packs get all their room at once. Where they grow, records are written in one call or in two, as the
    /// thread that makes room ahead comes sooner or later: 104 of 1,500 runs made another call. Random histories have
    /// packs that grow.
    private static func run(in directory: String, _ parts: StoreRun.Parts) -> StoreRun {
        var parts = parts
        parts.options.reservation = 8 << 10
        return StoreRun(in: directory, parts)
    }

    /// What goes wrong that must not when `call` meets `fault`.
    ///
    /// A run that did not make the call says nothing, and another is made: under load, a look through the packs may come
    /// before one that is made ahead or after it, and reads it or not (8 of 3,200 runs beside nine busy processes).
    static func violations(
        _ call: DiskCall, _ fault: DiskFault?, index fate: IndexFate = .present,
        parts: StoreRun.Parts = StoreRun.Parts()
    ) throws -> [String] {
        for _ in 0..<FaultSweep.attempts {
            if let found = try met(call, fault, index: fate, parts) { return found }
        }
        return ["\(call) is never made"]
    }

    private static let attempts = 5

    /// The violations of one run; nil when there were none and the call was not made.
    private static func met(
        _ call: DiskCall, _ fault: DiskFault?, index fate: IndexFate, _ parts: StoreRun.Parts
    ) throws -> [String]? {
        try withTemporaryDirectory(inMemory: true) { directory in
            let run = FaultSweep.run(in: directory, parts)
            run.arm { $0 == call ? fault : nil }
            let older = ScriptedRun(run: run)()
            let isMet = fault == nil || run.metFaults > 0
            run.finish(seed: call.hash(3), index: fate, older: older)
            return isMet || !run.violations.isEmpty ? run.violations : nil
        }
    }
}
