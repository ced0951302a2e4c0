import LockerBase
import POSIXSupport

/// A long piece of work on the store, on a thread of its own: it tells how far it is, and can be cancelled.
public final class Job: Sendable {
    /// What a job does.
    public enum Kind: String, Sendable, CaseIterable {
        case compaction
        case backup
        case verification
        case rebuild
    }

    /// How far it is.
    public struct Progress: Sendable {
        /// What is being done, in a few words.
        public fileprivate(set) var phase = "starting"
        /// How much of the phase is done, in ``unit``.
        public fileprivate(set) var done = 0
        /// What the phase comes to when it is done, in ``unit``; 0 where that is not known.
        public fileprivate(set) var total = 0
        /// What ``done`` and ``total`` count.
        public fileprivate(set) var unit = Unit.items
    }

    /// What is counted.
    public enum Unit: Sendable {
        case items
        case bytes
    }

    /// How it ended.
    public enum Outcome: Sendable {
        case compacted(CompactionReport)
        case backedUp(BackupReport)
        case verified(VerificationReport)
        case rebuilt(RebuildReport)
        case failed(LockerError)
    }

    /// Its number, which no other job has until the daemon starts anew.
    public let id: UInt64
    /// What it does; of all kinds together one runs at a time.
    public let kind: Kind
    let start = ContinuousClock.now

    private struct State {
        var progress = Progress()
        var outcome: Outcome?
        var isCancelled = false
    }

    private let state = Monitor(State(), rank: .job)

    init(id: UInt64, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// How far it is at this moment; when it has ended, how far it came.
    public var progress: Progress { state.withLock { $0.progress } }

    /// Nil while it runs.
    public var outcome: Outcome? { state.withLock { $0.outcome } }

    /// Whether somebody wanted it to end.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Lets it end soon. What it has done stays done.
    public func cancel() {
        state.withLock { $0.isCancelled = true }
        state.notifyAll()
    }

    /// Begins a part of the work.
    func begin(_ phase: String, total: Int, of unit: Unit = .items) {
        state.withLock { $0.progress = Progress(phase: phase, done: 0, total: total, unit: unit) }
    }

    /// Takes note of how much of the part is done.
    ///
    /// - Throws: when the job was cancelled.
    func advance(to done: Int, of total: Int? = nil) throws(LockerError) {
        let isCancelled = state.withLock { state in
            state.progress.done = done
            if let total { state.progress.total = total }
            return state.isCancelled
        }
        if isCancelled { throw Job.cancelled }
    }

    /// - Throws: when the job was cancelled.
    func check() throws(LockerError) {
        if isCancelled { throw Job.cancelled }
    }

    /// Sleeps for `seconds`, or until the job is cancelled.
    func pause(seconds: Double) {
        _ = state.wait(seconds: seconds) { $0.isCancelled ? () : nil }
    }

    func finish(_ outcome: Outcome) {
        state.withLock { $0.outcome = outcome }
        state.notifyAll()
    }

    private static let cancelled = LockerError(
        .unavailable, "cancelled; what was done stays done, and the next run goes on from there")
}
