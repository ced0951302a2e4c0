import LockerBase

/// Takes what a library has changed, page by page, in the order of the paths.
struct ChangeList {
    private var writer: TableWriter<LibraryChange>
    private var last: EntryPath?

    init(to store: PageStore) {
        writer = TableWriter(to: store)
    }

    /// Adds a change behind all others.
    ///
    /// - Throws: ``LockerError/Code/internal`` for a path that is not behind them: what the daemon passes over would be
    ///   taken for removed.
    mutating func append(_ change: LibraryChange) throws(LockerError) {
        if let last, last >= change.path {
            throw LockerError(
                .internal, "\(change.path): the daemon's list has it out of order; its version may differ")
        }
        last = change.path
        writer.append(change)
    }

    mutating func finish() throws(LockerError) -> SortedTable<LibraryChange> { try writer.finish() }
}
