import LockerBase
import Logging
import Metadata

/// Keeps revisions from being expired by a clock that is wrong: what is thrown away by the age that a clock ahead of
/// its time gives it does not come back.
///
/// The rules of the configuration go by a clock that went on, since they were last applied, as the machine did: it may
/// be ahead of that by as long at most. Where the machine was started since, nobody knows how long it was off, and a
/// month is believed; a longer span is the operator's to confirm, whose own call goes by any clock that is within a
/// year of the newest revision. A clock that was set back keeps more, and is always good.
struct ExpiryClock: Sendable {
    private let metadata: any MetadataStore
    private let file: ClockFile
    private let clock: @Sendable () -> ClockReading
    private let logger: Logger

    private static let second: Int64 = 1_000_000_000
    private static let day: Int64 = 86_400 * second
    /// A clock is put right by less than this without a word, in nanoseconds.
    private static let correction = 3600 * second
    /// So long a machine may have been off.
    private static let absence = 31 * day
    /// So long nobody may have committed anything before an operator expires revisions.
    private static let silence = 366 * day

    init(
        _ metadata: any MetadataStore, directory: String, clock: @escaping @Sendable () -> ClockReading, logger: Logger
    ) {
        self.metadata = metadata
        self.clock = clock
        self.logger = logger
        file = ClockFile(directory: directory)
    }

    /// What the clocks say, for the rules of the configuration.
    ///
    /// - Throws: `failedPrecondition` when the clock jumped.
    func readForRules() throws(LockerError) -> ClockReading {
        let now = clock()
        guard let jump = try jump(to: now) else { return now }
        throw LockerError(
            .failedPrecondition,
            "no revision is expired by its age: the clock says \(ExpiryClock.days(jump.passed)) days after \(jump.since), and "
                + "\(jump.reason); set the clock, or, if it is right, say so: expire once by hand what is older than a span",
            cause: ClockRefusal())
    }

    /// What the clocks say, for a rule that an operator gives: who says so by that confirms the clock.
    ///
    /// - Throws: `failedPrecondition` when the clock is absurd.
    func readForOperator() throws(LockerError) -> ClockReading {
        let now = clock()
        guard let newest = try metadata.revisions.newestTime() else { return now }
        let passed = ExpiryClock.span(from: newest, to: now.time)
        guard passed > ExpiryClock.silence else { return now }
        throw LockerError(
            .failedPrecondition,
            "no revision is expired by its age: the clock says \(ExpiryClock.days(passed)) days after the newest revision; set "
                + "the clock, or, if it is right, use --keep-last, which goes by no clock", cause: ClockRefusal())
    }

    /// Takes note that revisions were expired by `reading`.
    func accept(_ reading: ClockReading) {
        do throws(LockerError) {
            // A machine without a clock of its own begins in the past: that must not make a jump of its being put
            // right.
            if let newest = try metadata.revisions.newestTime(),
                ExpiryClock.span(from: reading.time, to: newest) > ExpiryClock.correction
            {
                return
            }
            try file.write(reading)
        } catch {
            logger.warning("what the clock said is not remembered: \(error.logText)")
        }
    }

    /// Why revisions are not expired, as the cause of an error that says so.
    struct ClockRefusal: ImpersonalError {}

    private struct Jump {
        let passed: Int64
        let since: String
        let reason: String
    }

    private func jump(to now: ClockReading) throws(LockerError) -> Jump? {
        guard let last = file.read() else { return try firstJump(to: now) }
        let passed = ExpiryClock.span(from: last.time, to: now.time)
        if passed <= 0 { return nil }
        if let uptime = now.uptime, let before = last.uptime, now.boot != nil, now.boot == last.boot, uptime >= before {
            let real = uptime - before
            guard passed - real > max(real, ExpiryClock.correction) else { return nil }
            return Jump(
                passed: passed, since: "the last time",
                reason: "the machine ran for \(ExpiryClock.days(real)) of them")
        }
        let gap = try metadata.revisions.longestSilence(from: last.time, to: now.time)
        guard gap > ExpiryClock.absence else { return nil }
        return Jump(
            passed: passed, since: "the last time",
            reason: "nothing happened in the store for \(ExpiryClock.days(gap)) of them")
    }

    /// Without a last time the revisions tell what the time was.
    private func firstJump(to now: ClockReading) throws(LockerError) -> Jump? {
        guard let newest = try metadata.revisions.newestTime() else { return nil }
        let passed = ExpiryClock.span(from: newest, to: now.time)
        let reason = "revisions were never expired before"
        if passed > ExpiryClock.absence { return Jump(passed: passed, since: "the newest revision", reason: reason) }
        let gap = try metadata.revisions.longestSilence(from: nil, to: now.time)
        guard gap > ExpiryClock.silence else { return nil }
        return Jump(passed: gap, since: "a revision, with none between", reason: reason)
    }

    private static func span(from start: Int64, to end: Int64) -> Int64 {
        let (span, isBeyond) = end.subtractingReportingOverflow(start)
        return isBeyond ? (end > start ? .max : .min) : span
    }

    private static func days(_ span: Int64) -> Int64 { span / day }
}
