import LockerClient

/// What a restore did, or with a dry run would do.
package struct RestoreReport: Sendable, Equatable {
    /// The revision that was restored.
    package var revision: UInt64 = 0
    /// Regular files of the library that the folder has: restored and unchanged ones.
    package var files: Int { restored + unchanged }
    /// Files that were written.
    package var restored = 0
    /// Files that were there already, with the size and modification time of the entry.
    package var unchanged = 0
    /// What was passed over, in path order.
    package var skipped: [Skipped] = []
    /// The length of ``files``.
    package var logicalBytes = 0
    package var seconds = 0.0
    /// What would be done with each entry that is not there yet, in path order; of a dry run.
    package var changes: [SyncChange]?
    /// What has another name in the folder than in the library since, as the disk cannot have it under that one.
    package var placedAs: [PlacedPath] = []
    /// What is done and not quite as one would expect, for a human.
    package var warnings: [String] = []

    package init() {}

    /// Adds what another round of the same restore did.
    mutating func add(_ other: RestoreReport) {
        restored += other.restored
        unchanged += other.unchanged
        skipped += other.skipped
        logicalBytes = logicalBytes.adding(other.logicalBytes)
        if let more = other.changes {
            changes = ((changes ?? []) + more).sorted { $0.path.lexicographicallyPrecedes($1.path) }
        }
        warnings += other.warnings.filter { !warnings.contains($0) }
    }
}
