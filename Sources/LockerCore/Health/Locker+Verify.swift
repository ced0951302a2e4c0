import LockerBase
import PackEngine

/// How a verification goes about it.
public struct VerificationOptions: Sendable {
    /// Whether to look at the structure of the packs and at the index only, and read no content.
    public var isQuick = false
    /// The fraction of the packs' bytes to look at, those first whose verification is longest ago.
    public var sample = 1.0
    /// Only packs that were not verified for so many seconds; nil for all.
    public var minimumAge: Int64?
    /// The most bytes to read in a second; nil for as many as the disk gives.
    public var bytesPerSecond: Int?

    public init() {}

    /// Whether no pack is left out.
    var isOfAll: Bool { sample == 1 && minimumAge == nil }
}

/// What a verification did. What it found is among ``Locker/findings()``.
public struct VerificationReport: Sendable {
    public var packs = 0
    public var records = 0
    /// Bytes of the records that were read.
    public var bytes = 0
    /// Records and packs that are damaged, of those that were looked at.
    public var damaged = 0
    /// What was damaged and made anew from the rest.
    public var mended = 0
    public var seconds = 0.0

    mutating func add(_ pack: PackVerification) {
        packs += 1
        records += pack.records
        bytes += pack.bytes
        damaged += pack.damaged
        mended += pack.mended
    }
}

extension Locker {
    /// Starts a verification: packs are read back and checked, while everything else goes on.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs; ``LockerError/Code/invalidArgument``.
    public func startVerification(_ options: VerificationOptions) throws(LockerError) -> Job {
        guard options.sample > 0, options.sample <= 1, options.minimumAge ?? 0 >= 0, options.bytesPerSecond ?? 1 > 0
        else {
            throw LockerError(
                .invalidArgument, "a verification reads more than 0 and at most 100 %, and a limit is more than nothing"
            )
        }
        return try jobs.start(.verification) { [self] (job) throws(LockerError) in
            .verified(try verify(options, job))
        }
    }

    private func verify(_ options: VerificationOptions, _ job: Job) throws(LockerError) -> VerificationReport {
        let start = ContinuousClock.now
        let chosen = options.choose(among: try packs.verification.packsToVerify(), now: Clock.now() / 1_000_000_000)
        job.begin(
            "verifying packs", total: options.isQuick ? chosen.count : chosen.reduce(0) { $0 + $1.size },
            of: options.isQuick ? .items : .bytes)
        let run = VerificationRun(packs, chosen, options, job)
        var report = try run.finish()
        if options.isOfAll {
            report.damaged += try AbsentRecords(packs: packs, metadata: metadata).setAside { () throws(LockerError) in
                try job.check()
            }
        }
        try lost.settle()
        if let error = run.unnoted {
            logger.warning("what was verified is not remembered, and is verified again: \(error.logText)")
        }
        report.seconds = start.duration(to: .now) / .seconds(1)
        if report.damaged > 0 { logger.error("a verification found \(report.damaged) damaged records or packs") }
        return report
    }
}

extension VerificationOptions {
    /// The packs to look at: those whose verification is longest ago first.
    fileprivate func choose(among packs: [VerifiablePack], now: Int64) -> [VerifiablePack] {
        var chosen: [VerifiablePack] = []
        var bytes = 0
        let wanted = Double(packs.reduce(0) { $0 + $1.size }) * sample
        for pack in packs where Double(bytes) < wanted {
            if let minimumAge, let verified = pack.verified, now - verified < minimumAge { continue }
            chosen.append(pack)
            bytes += pack.size
        }
        return chosen
    }
}
