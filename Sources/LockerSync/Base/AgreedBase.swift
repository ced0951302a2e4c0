import LockerBase

/// What a folder and its library last agreed on, and what the library has made of it since.
struct AgreedBase {
    /// What is remembered of the folder, as it was then.
    let known: SortedTable<RememberedItem>
    /// Whether the library still has the revision that had all of ``known``. Where it has not, nothing was agreed on: what
    /// is remembered tells what files hold, and no more.
    let isAgreed: Bool
    /// What the library has changed since; without agreement all that it has.
    let changes: SortedTable<LibraryChange>
    /// The library's newest revision, 0 for none, and when it was made.
    let newest: (revision: UInt64, created: Int64)
    /// What the state file holds.
    let loaded: SyncState
    /// What is left out, as ``Tree/exclusions()`` tells it.
    let exclusions: Digest

    /// What was agreed on.
    var items: SortedTable<RememberedItem> { isAgreed ? known : SortedTable() }
}
