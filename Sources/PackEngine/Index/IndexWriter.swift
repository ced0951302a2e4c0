import LockerBase
import POSIXSupport
import Synchronization

/// Changes what the index says: in its journal, in memory, and in runs whenever that is enough for one. Each change is
/// done before the next begins.
final class IndexWriter: Sendable {
    /// What those who change the index share.
    struct State {
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

    let folder: any IndexFolder
    let lookup: IndexLookup
    /// Counts the records that were put in.
    let insertions = Atomic<Int>(0)
    let storeID: StoreID
    /// So many entries are worth a run. Until then they are in memory, and in the journal.
    let runRecords: Int
    private let state: Monitor<State>

    /// The most entries that are kept in memory alone on a disk without room, as a multiple of the same: some 30 MB.
    private static let patienceWithoutRoom = 16

    init(
        _ journal: JournalContents, _ lookup: IndexLookup, folder: any IndexFolder, storeID: StoreID, runRecords: Int
    ) {
        self.folder = folder
        self.lookup = lookup
        self.storeID = storeID
        self.runRecords = runRecords
        state = Monitor(
            State(
                journal: journal.journal, mustRewrite: journal.isTorn || journal.journal == nil,
                nextRun: journal.nextRun, sequence: journal.sequence,
                isMarked: journal.changes.last?.isEnd == true))
    }

    /// Ends changes: they fail from here on. To be called once.
    func close() {
        state.withLock { state in
            if !state.mustRewrite, !state.isMarked, !state.isClosed {
                var end = IndexChange()
                end.isEnd = true
                // What is missing behind it is damage, and not a crash.
                try? state.journal?.append(end, sequence: state.sequence)
            }
            state.isClosed = true
        }
    }

    /// Carries out a change, durably, or nothing of it.
    ///
    /// - Parameters:
    ///   - mayBeLost: whether the next start finds it again by itself: where the disk has no room, it is in memory
    ///     alone until another change is written.
    ///   - prepare: makes the change, while nobody else changes anything; nil for none. Is given its number.
    /// - Returns: why it is in memory alone, where it is.
    @discardableResult
    func change(
        mayBeLost: Bool = false, _ prepare: (UInt64) throws(IndexFailure) -> IndexChange?
    ) throws(LockerError) -> LockerError? {
        do throws(IndexFailure) {
            return try state.withLock { (writer) throws(IndexFailure) in
                if writer.isClosed { throw .closed }
                guard let change = try prepare(writer.sequence + 1) else { return nil }
                do throws(IndexFailure) {
                    try carryOut(change, &writer)
                } catch {
                    guard mayBeLost, error.isNoRoom, fits(change, IndexWriter.patienceWithoutRoom) else { throw error }
                    writer.mustRewrite = true
                    writer.sequence += 1
                    lookup.state.withLock { $0.content.apply(change) }
                    return lookup.told(error)
                }
                if !change.removed.isEmpty { lookup.state.withLock { $0.gone.formUnion(change.removed.map(\.pack)) } }
                tidy(&writer)
                return nil
            }
        } catch {
            throw lookup.told(error)
        }
    }

    /// Writes what is in memory alone, if anything is.
    func writeWhatWaits() throws(LockerError) {
        do throws(IndexFailure) {
            try state.withLock { (writer) throws(IndexFailure) in
                guard writer.mustRewrite, !writer.isClosed else { return }
                try carryOut(IndexChange(), &writer)
            }
        } catch {
            throw lookup.told(error)
        }
    }

    /// Empties the index, but for what `keeping` puts in while nobody else changes anything: nobody misses that.
    func wipe(keeping: () -> IndexChange) throws(LockerError) {
        do throws(IndexFailure) {
            try state.withLock { (writer) throws(IndexFailure) in
                if writer.isClosed { throw .closed }
                var content = IndexContent()
                content.apply(keeping())
                let old = lookup.state.withLock { $0.content }
                // Before it is empty: who misses something in it sees that it was emptied.
                lookup.epoch.add(1, ordering: .sequentiallyConsistent)
                do throws(IndexFailure) {
                    try replace(old, by: content, &writer)
                } catch {
                    guard error.isNoRoom else { throw error }
                    try replaceWithoutRoom(old, by: content, &writer)
                }
                writer.unavoidable = 0
            }
        } catch {
            throw lookup.told(error)
        }
    }
}
