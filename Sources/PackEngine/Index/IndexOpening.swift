import LockerBase
import POSIXSupport

/// Opens an index, or makes one where there is none that can be used.
enum IndexOpening {
    /// Opens the index in `folder`; one that is missing is made, one that cannot be used is deleted and made anew.
    /// Reads the journal and of each run what is kept in memory. On a disk without room a new one is in memory alone,
    /// and what cannot be used stays where it cannot be deleted.
    ///
    /// - Returns: besides, the reason for which it was made anew, when it was.
    static func open(
        _ folder: any IndexFolder, storeID: StoreID, quarantine: Quarantine, runRecords: Int
    ) throws(LockerError) -> (index: ChunkIndex, replaced: String?) {
        do throws(IndexFailure) {
            var reason: String?
            do throws(IndexFailure) {
                if let index = try load(folder, storeID, quarantine, runRecords) { return (index, nil) }
                let files = try translatingToIndexFailure { () throws(SystemError) in try folder.list() }
                if files.keys.contains(where: IndexFormat.earlierFiles.contains) {
                    reason = "it was made by an earlier version"
                } else if files.keys.contains(where: IndexFormat.isOwn) {
                    reason = "\(IndexFormat.journal) is not there"
                }
            } catch {
                guard case .damage(let damage) = error else { throw error }
                reason = "\(damage)"
            }
            let index = try translatingToIndexFailure { () throws(SystemError) in
                do throws(SystemError) { try folder.removeIndex() } catch { if !error.isNoRoom { throw error } }
                return try create(folder, storeID, quarantine, runRecords)
            }
            return (index, reason)
        } catch {
            throw openFailure(error)
        }
    }

    private static func openFailure(_ failure: IndexFailure) -> LockerError {
        guard case .system(let error) = failure else {
            return LockerError(.unavailable, "the index cannot be opened: \(failure); start lockerd again")
        }
        return LockerError(error, remedy: "the index cannot be opened or made")
    }

    /// Deletes the files of the index in `folder`.
    static func delete(_ folder: any IndexFolder) throws(LockerError) {
        try translatingSystemErrors(remedy: "delete the folder of the index by hand") { () throws(SystemError) in
            try folder.removeIndex()
        }
    }

    private static func create(
        _ folder: any IndexFolder, _ storeID: StoreID, _ quarantine: Quarantine, _ runRecords: Int
    ) throws(SystemError) -> ChunkIndex {
        var journal: IndexJournal?
        do throws(SystemError) {
            journal = try IndexJournal.create(
                IndexContent(), storeID: storeID, sequence: 0, nextRun: 1, in: folder)
        } catch {
            if !error.isNoRoom { throw error }
        }
        let reading = JournalContents(journal: journal, changes: [], sequence: 0, nextRun: 1, isTorn: false)
        return ChunkIndex(
            reading, IndexContent(), folder: folder, storeID: storeID, quarantine: quarantine, runRecords: runRecords)
    }

    /// The index as its files say it; nil when there is no journal.
    private static func load(
        _ folder: any IndexFolder, _ storeID: StoreID, _ quarantine: Quarantine, _ runRecords: Int
    ) throws(IndexFailure) -> ChunkIndex? {
        guard let reading = try IndexJournal.open(storeID, in: folder) else { return nil }
        var content = IndexContent()
        for (number, change) in reading.changes.enumerated() {
            if number == 0 {
                var runs: [IndexRun] = []
                for reference in change.runs { runs.append(try IndexRun.open(reference, in: folder)) }
                content.replaceRuns(runs, [:])
            } else if !change.runs.isEmpty {
                throw .damage(IndexDamage(file: IndexFormat.journal, what: "it names runs where it cannot"))
            }
            content.apply(change)
        }
        removeStrangers(content, folder)
        return ChunkIndex(
            reading, content, folder: folder, storeID: storeID, quarantine: quarantine, runRecords: runRecords)
    }

    /// Removes what a crash has left over; where that fails, the next start does.
    private static func removeStrangers(_ content: IndexContent, _ folder: any IndexFolder) {
        let known = Set(content.snapshot.runs.map(\.name) + [IndexFormat.journal])
        guard let names = try? folder.list().keys else { return }
        for name in names where IndexFormat.isOwn(name) && !known.contains(name) { try? folder.remove(name) }
    }
}
