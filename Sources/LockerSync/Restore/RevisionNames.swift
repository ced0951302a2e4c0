import LockerAPI
import LockerBase
import LockerClient

/// Which paths a revision has of which some entries are restored.
struct RevisionNames: KnownNames {
    private let entries: SortedTable<Locker_V1_Entry>
    /// Tells what else the revision has; nil where that is nothing.
    private let library: LibraryReader?
    private let revision: UInt64

    /// - Parameters:
    ///   - entries: those that are restored.
    ///   - isAll: whether these are all that the revision has.
    init(_ entries: SortedTable<Locker_V1_Entry>, isAll: Bool, of library: LibraryReader, _ revision: UInt64) {
        (self.entries, self.revision) = (entries, revision)
        self.library = isAll ? nil : library
    }

    func contains(_ path: EntryPath) throws(LockerError) -> Bool {
        if try entries.contains(path.bytes) { return true }
        if try entries.contains(startingWith: path.asFolder) { return true }
        return try library?.holds(path, revision: revision) ?? false
    }

    func wasAgreed(_ path: EntryPath) -> Bool { false }
}
