import LockerBase

/// Hears how a watch goes. It is told on the thread that watches.
package protocol WatchObserver {
    /// Hears of the transfers.
    var progress: any ProgressObserver { get }

    /// All is in step for the first time, and from here on waits for changes.
    func waits(for library: String)
    /// Both were looked at, and brought to the same.
    ///
    /// - Parameter isNews: whether there is anything to say of it.
    func looked(_ report: BothReport, isNews: Bool)
    /// What was kept twice by a look that has failed.
    func kept(_ conflicts: [SyncConflict])
    /// Something keeps it from that. It is tried again; of the same thing nothing more is told.
    func met(_ trouble: LockerError)
    /// Something is not as one would expect, for a human.
    func warn(_ text: String)
}
