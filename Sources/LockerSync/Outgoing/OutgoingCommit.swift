import LockerBase

/// A commit of a sync both ways that is under way.
struct OutgoingCommit {
    let pending: PendingCommit
    let batch: OutgoingBatch
    /// What goes from the library with it.
    let withdrawn: [EntryPath]
    /// At how many of its paths the library had other than what was agreed on.
    let news: Int

    /// Waits for its end.
    ///
    /// - Throws: ``LockerError/Code/conflict`` where another device has come first.
    func wait() throws(LockerError) -> PendingCommit.Made {
        do throws(LockerError) {
            return try pending.wait()
        } catch let error where error.code == .invalidArgument {
            // Another device has a file by now where this one has a folder, or the other way round.
            throw LockerError(.conflict, error.message, details: error.details, cause: error)
        }
    }
}
