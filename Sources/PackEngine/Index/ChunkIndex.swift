import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// The index: digest -> location for every kind of record, and what is known of each pack, below `DIR/index`. A cache:
/// it says nothing that the packs do not say, and may be deleted while no daemon runs.
///
/// What is new is in a journal and in memory; whenever that is enough for a run, it is written as one: entries in the
/// order of their keys, with a checksum for each block. Runs are merged as they become many. Whoever looks something up
/// takes the runs there are at that moment, and waits for nobody who writes.
///
/// What is damaged is no error of those who meet it: they wait until the index is made anew, see ``Repair``.
final class ChunkIndex: Sendable {
    /// What those who change the index share; each of their changes is done before the next begins.
    struct Writer {
        /// None where the disk had no room for one.
        var journal: IndexJournal?
        /// Whether what is known is not in the journal, a write to it failed, or a crash tore its end: it is written
        /// anew before anything else.
        var mustRewrite: Bool
        var nextRun: UInt64
        /// The number of the last change.
        var sequence: UInt64
        /// Entries that a rewriting of all runs left, though no row speaks of them.
        var unavoidable = 0
        /// Whether the last change says that the index was closed.
        var isMarked: Bool
        var isClosed = false
    }

    /// What becomes of damage that is met in use.
    struct Repair: Sendable {
        /// Begins to make the index anew, if nobody does, and returns at once.
        let begin: @Sendable (_ reason: String) -> Void
        /// Waits until that is done.
        let wait: @Sendable () throws(LockerError) -> Void
    }

    let folder: any IndexFolder
    let storeID: StoreID
    /// Records that do not go into it.
    let quarantine: Quarantine
    let writer: Monitor<Writer>
    let state: Monitor<State>
    let cache = BlockCache()
    let repair = Monitor<Repair?>(nil)
    /// Whether its last change is not whole: a crash tore it, or it was damaged later.
    let isTorn: Bool
    /// So many entries are worth a run. Until then they are in memory, and in the journal.
    let runRecords: Int
    /// Counts the times that the index was emptied: a look-up that missed before is void.
    let epoch = Atomic<Int>(0)
    let lookUps = Atomic<Int>(0)
    let insertions = Atomic<Int>(0)

    /// What those who look something up need, under a lock that nobody holds for long.
    struct State {
        var content: IndexContent
        /// Packs that were taken out since the start, whose numbers do not come again before the next one: no recovery
        /// puts them in again.
        var gone: Set<UInt32> = []
        var isClosed = false
    }

    init(
        _ reading: IndexJournal.Reading, _ content: IndexContent, folder: any IndexFolder, storeID: StoreID,
        quarantine: Quarantine, runRecords: Int
    ) {
        self.runRecords = runRecords
        self.folder = folder
        self.storeID = storeID
        self.quarantine = quarantine
        isTorn = reading.isTorn
        state = Monitor(State(content: content))
        writer = Monitor(
            Writer(
                journal: reading.journal, mustRewrite: reading.isTorn || reading.journal == nil,
                nextRun: reading.nextRun, sequence: reading.sequence,
                isMarked: reading.changes.last?.isEnd == true))
    }

    /// Ends changes and look-ups: they fail from here on. To be called once.
    func close() {
        writer.withLock { writer in
            if !writer.mustRewrite, !writer.isMarked, !writer.isClosed {
                var end = IndexChange()
                end.isEnd = true
                // What is missing behind it is damage, and not a crash.
                try? writer.journal?.append(end, sequence: writer.sequence)
            }
            writer.isClosed = true
        }
        state.withLock { state in
            state.isClosed = true
            state.content = IndexContent()
        }
    }

    /// What a caller hears of `failure`. Damage is mended from here on.
    func told(_ failure: IndexFailure) -> LockerError {
        switch failure {
        case .closed:
            return LockerError(.failedPrecondition, "the store is closed; start lockerd again")
        case .damage(let damage):
            found(damage)
            return LockerError(
                .unavailable, "the index is damaged, and is being made anew from the packs; try again later",
                cause: damage)
        case .system(let error):
            let remedy =
                error.isNoRoom
                ? "no room for the index; free some space"
                : "the index cannot be written or read; look for disk errors in the kernel's log"
            return LockerError(error, remedy: remedy)
        }
    }

    /// Takes note of damage: the index is going to be made anew.
    func found(_ damage: IndexDamage) {
        let isNews = state.withLock { $0.content.snapshot.runs.contains { $0.name == damage.file } }
        // Who has looked at a run that is not there any more looks again.
        guard isNews else { return }
        repair.withLock { $0 }?.begin("\(damage)")
    }
}
