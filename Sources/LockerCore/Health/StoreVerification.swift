import LockerBase
import Logging
import Metadata
import PackEngine

/// Reads packs back and checks them, while everything else goes on.
public struct StoreVerification: Sendable {
    let packs: PackStore
    let metadata: any MetadataStore
    let lost: LostRecords
    let jobs: JobTable
    let logger: Logger

    /// Starts a verification.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` while another job runs; ``LockerError/Code/invalidArgument``.
    public func start(_ options: VerificationOptions) throws(LockerError) -> Job {
        guard options.sample > 0, options.sample <= 1, options.minimumAge ?? 0 >= 0, options.bytesPerSecond ?? 1 > 0
        else {
            throw LockerError(
                .invalidArgument, "a verification reads more than 0 and at most 100 %, and a limit is more than nothing"
            )
        }
        return try jobs.start(.verification) { [self] (job) throws(LockerError) in
            .verified(try run(options, job))
        }
    }

    /// The steps, in their order.
    private func run(_ options: VerificationOptions, _ job: Job) throws(LockerError) -> VerificationReport {
        let start = ContinuousClock.now
        let chosen = options.choose(among: try packs.verification.packsToVerify(), now: Clock.now() / 1_000_000_000)
        job.begin(
            "verifying packs", total: options.isQuick ? chosen.count : chosen.reduce(0) { $0 + $1.size },
            of: options.isQuick ? .items : .bytes)
        let threads = VerificationThreads(packs, chosen, options, job)
        var report = try threads.finish()
        if options.isOfAll {
            report.damaged += try AbsentRecords(packs: packs, metadata: metadata).setAside { () throws(LockerError) in
                try job.check()
            }
        }
        try lost.settle()
        if let error = threads.unnoted {
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
        // Of all, also those that are cut to nothing.
        for pack in packs where sample == 1 || Double(bytes) < wanted {
            if let minimumAge, let verified = pack.verified, now - verified < minimumAge { continue }
            chosen.append(pack)
            bytes += pack.size
        }
        return chosen
    }
}
