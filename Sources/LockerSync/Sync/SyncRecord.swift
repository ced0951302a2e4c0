import LockerBase
import LockerClient

/// Keeps the state file in step with the commits of one sync.
struct SyncRecord {
    private let file: SyncStateFile?
    private let library: LibraryReader
    private var state: SyncState
    /// What the file holds, until something is known to differ.
    private var saved: SyncState?
    /// Items that became part of the library since the state was saved; nil when nothing did.
    private var unsaved: Int?

    /// - Parameters:
    ///   - loaded: what the file holds.
    ///   - state: what of it is still so, at the revision on which the session is based.
    ///   - unchanged: the part of that which the folder still has.
    ///   - mounts: where file systems are mounted in the folder.
    ///   - isRootMounted: whether the folder itself is such a place.
    init(
        file: SyncStateFile?, library: LibraryReader, loaded: SyncState, state: SyncState,
        unchanged: [RememberedItem], mounts: [EntryPath], isRootMounted: Bool
    ) {
        self.file = file
        self.library = library
        saved = loaded
        self.state = state
        self.state.mounts = mounts
        self.state.isRootMounted = isRootMounted
        self.state.items = Dictionary(unchanged.map { ($0.item.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Remembers what became part of the library.
    ///
    /// - Parameter ownRevision: the revision that was made of it; nil when the library held all of it already.
    mutating func add(_ sent: [SentFile], others: [TreeItem], ownRevision: UInt64?) {
        for file in sent {
            state.items[file.item.path] = file.isSettled ? RememberedItem(item: file.item, blob: file.blob) : nil
        }
        for item in others { state.items[item.path] = RememberedItem(item: item, blob: nil) }
        saved = nil
        unsaved = (unsaved ?? 0) + sent.count + others.count
        // When another client committed in between, the next sync asks what it did, from before it.
        if let ownRevision, ownRevision > 0, ownRevision - 1 == state.revision { state.revision = ownRevision }
    }

    /// Saves what is not saved yet. All is written anew each time, so with `isLast` false only when it has grown by a
    /// share of what it was.
    mutating func save(isLast: Bool) throws(LockerError) {
        let isDue = unsaved.map { isLast || 3 * $0 >= state.items.count } ?? saved.map { $0 != state } ?? false
        guard let file, isDue else { return }
        if state.revision > 0 {
            state.revisionCreated = try StateLineage(library: library).created(state.revision) ?? 0
        }
        try file.save(state)
        (saved, unsaved) = (nil, nil)
    }
}
