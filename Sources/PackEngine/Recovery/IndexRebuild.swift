import LockerBase
import POSIXSupport
import Synchronization

/// Brings the index up to date with the packs, on a thread of its own: after a start with the packs that a crash left
/// open, or all of them when the index had to be made anew; and with all of them when it turned out to be damaged in
/// use. Whoever misses something in the index meanwhile waits here; whoever finds it does not.
final class IndexRebuild: Sendable {
    struct State {
        /// Packs that the index does not speak for yet, though it may have entries of them.
        var pending: Set<PackName>
        /// Why those who wait had better not: the disk is full, the store closes.
        var failure: LockerError?
        var isStopping = false
        /// Why the index is to be made anew, when it is.
        var wanted: String?
        /// Whether it has been begun anew, and is not empty yet: what is found damaged in it is no news.
        var isEmptying = false
        /// Those that have run, the last of which may still.
        var threads: [Thread] = []
    }

    let state: Monitor<State>
    let live: LivePacks
    let index: ChunkIndex
    let recovery: PackRecovery
    /// What the index says of the packs that were pending at the start.
    let known: [PackName: PackRow]
    private let running: Atomic<Bool>

    init(packs: [PackName], rows: [PackRow], recovery: PackRecovery, live: LivePacks, index: ChunkIndex) {
        let sealed = rows.filter(\.isSealed)
        let pending = Set(packs).subtracting(sealed.map(\.name))
        known = Dictionary(rows.filter { pending.contains($0.name) }.map { ($0.name, $0) }) { first, _ in first }
        state = Monitor(State(pending: pending))
        running = Atomic(!pending.isEmpty)
        self.recovery = recovery
        self.live = live
        self.index = index
        live.addIndexed(sealed)
    }

    /// Whether the index is still incomplete.
    var isRunning: Bool { running.load(ordering: .sequentiallyConsistent) }

    /// How many packs the index does not speak for yet.
    var pendingCount: Int { state.withLock { $0.pending.count } }

    /// Whether the index cannot be trusted with what it says of `pack` yet.
    func isPending(_ pack: PackName) -> Bool {
        state.withLock { $0.pending.contains(pack) }
    }

    /// Begins with what is pending at the start.
    func begin() throws(SystemError) {
        let thread = try Thread("pack-recovery") { self.run(fromStart: true) }
        state.withLock { $0.threads.append(thread) }
    }

    /// Has the index made anew, of the packs, for `reason`. Returns at once; a second call does nothing until it has
    /// begun.
    func makeAnew(_ reason: String) {
        state.withLock { state in
            if state.isStopping || state.isEmptying || state.wanted != nil { return }
            state.wanted = reason
            // The thread that runs takes it up.
            if running.load(ordering: .sequentiallyConsistent) { return }
            do throws(SystemError) {
                // From here on who misses something waits.
                running.store(true, ordering: .sequentiallyConsistent)
                state.failure = nil
                state.threads.append(try Thread("pack-recovery") { self.run(fromStart: false) })
            } catch {
                // Who meets the damage next tries again.
                state.wanted = nil
                running.store(false, ordering: .sequentiallyConsistent)
            }
        }
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
            state.failure = .storeClosed
        }
        state.notifyAll()
    }

    /// Waits for its threads to end, which ``stop()`` has told to.
    func join() {
        let threads = state.withLock { state in
            defer { state.threads = [] }
            return state.threads
        }
        for thread in threads { thread.join() }
    }

    /// Takes note that the index is complete. False when it is to be made anew all the same.
    func finished() -> Bool {
        let isOver = state.withLock { state in
            if state.wanted != nil, !state.isStopping { return false }
            state.pending = []
            // Under the lock: whoever has just found it running must be asleep before the wake-up.
            running.store(false, ordering: .sequentiallyConsistent)
            return true
        }
        state.notifyAll()
        return isOver
    }
}
