import LockerBase
import POSIXSupport
import Synchronization

/// Brings the index up to date with the packs after a start, on a thread of its own: the packs that a crash left
/// open, and all of them when the index had to be made anew. Whoever misses something in the index meanwhile waits
/// here; whoever finds it does not.
final class IndexCompletion: Sendable {
    struct State {
        /// Packs that the index does not speak for yet, though it may have entries of them.
        var pending: Set<PackName>
        /// Why those who wait had better not: the disk is full, the store closes.
        var failure: LockerError?
        var isStopping = false
    }

    let state: Monitor<State>
    let log: AppendLog
    let recovery: PackRecovery
    /// Every pack there is.
    let packs: [PackName]
    /// What the index says of the packs that are pending.
    let known: [PackName: PackRow]
    private let running: Atomic<Bool>

    init(packs: [PackName], rows: [PackRow], recovery: PackRecovery, log: AppendLog) {
        self.packs = packs.sorted()
        let sealed = rows.filter(\.isSealed)
        let pending = Set(packs).subtracting(sealed.map(\.name))
        known = Dictionary(rows.filter { pending.contains($0.name) }.map { ($0.name, $0) }) { first, _ in first }
        state = Monitor(State(pending: pending))
        running = Atomic(!pending.isEmpty)
        self.recovery = recovery
        self.log = log
        log.addIndexed(sealed)
    }

    /// Whether the index is still incomplete.
    var isRunning: Bool { running.load(ordering: .acquiring) }

    /// How many packs the index does not speak for yet.
    var pendingCount: Int { state.withLock { $0.pending.count } }

    /// Whether the index cannot be trusted with what it says of `pack` yet.
    func isPending(_ pack: PackName) -> Bool {
        state.withLock { $0.pending.contains(pack) }
    }

    /// Blocks until the index is complete.
    ///
    /// - Throws: what keeps it from being completed; that is tried again all the same.
    func wait() throws(LockerError) {
        try state.wait { (state) throws(LockerError) -> Void? in
            guard isRunning else { return () }
            if let failure = state.failure { throw failure }
            return nil
        }
    }

    /// Gives up soon. Those who wait are told that the store closes.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            state.failure = AppendLog.closed
        }
        state.notifyAll()
    }

    /// Takes note that the index is complete.
    func finished() {
        state.withLock { state in
            state.pending = []
            // Under the lock: whoever has just found it running must be asleep before the wake-up.
            running.store(false, ordering: .releasing)
        }
        state.notifyAll()
    }
}
