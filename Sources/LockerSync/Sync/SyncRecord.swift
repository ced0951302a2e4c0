import LockerBase
import LockerClient

/// Keeps the state file in step with the commits of one sync.
struct SyncRecord {
    /// For how long at most what was committed is in no state file, as long as commits come.
    private static let patience = Duration.seconds(300)
    /// And for how long at least, until the last: a client that is killed meanwhile reads so much again. Saving each share
    /// of 200,000 files took a tenth of their first sync.
    private static let pause = Duration.seconds(5)

    private let file: SyncStateFile?
    private let library: LibraryReader
    /// Its items are those that were not sent.
    private var state: SyncState
    /// What was sent since, in path order: regular files, and what came with the last of them.
    private var sent: TableWriter<RememberedItem>
    private var others: TableWriter<RememberedItem>
    /// How many items that is in all.
    private var count: Int
    /// Whether something became part of the library that the file does not tell of.
    var isBehind: Bool { unsaved != nil }

    /// What the file holds, until something is known to differ.
    private var saved: SyncState?
    /// What was called otherwise by what was read or saved last.
    private var knownNames: PlacedNames
    /// Items that became part of the library since the state was saved; nil when nothing did.
    private var unsaved: Int?
    private var lastSaved = ContinuousClock.now
    /// What ``foresee(_:others:)`` wrote, with so many items.
    private var begun: (file: BegunStateFile, count: Int)?
    /// The last revision of this line of which it is known when it was made, and when that was.
    private var known: (revision: UInt64, created: Int64)

    /// - Parameters:
    ///   - loaded: what the file holds.
    ///   - state: what of it is still so, at the revision on which the session is based.
    ///   - unchanged: the part of that which the folder still has.
    ///   - mounts: where file systems are mounted in the folder, or were when that was last seen.
    ///   - isRootMounted: the same of the folder itself.
    ///   - isSource: whether what the library holds there came from the folder.
    ///   - source: the folder.
    init(
        of source: WalkedFolder, loaded: SyncState, state: SyncState, unchanged: SortedTable<RememberedItem>,
        mounts: [EntryPath], isRootMounted: Bool, isSource: Bool
    ) {
        file = source.stateFile
        library = source.library
        (saved, knownNames) = (loaded, loaded.placed)
        (sent, others) = (TableWriter(to: source.store), TableWriter(to: source.store))
        count = unchanged.count
        known = (state.revision, state.revisionCreated)
        self.state = state
        self.state.mounts = mounts
        self.state.isRootMounted = isRootMounted
        // What other devices have sent, and what is gone from the folder and stays in the library, is not among it.
        self.state.isWhole = false
        (self.state.isSource, self.state.placed) = (isSource, source.names)
        self.state.items = unchanged
    }

    /// Remembers what became part of the library: files in path order, behind all earlier ones.
    ///
    /// - Parameter made: the library's newest revision, its own where one was made of it.
    mutating func add(
        _ files: [SentFile], others: SortedTable<TreeItem>, made: PendingCommit.Made
    ) throws(LockerError) {
        try append(files, others: others)
        saved = nil
        unsaved = (unsaved ?? 0) + files.count + others.count
        if made.hasOthers(since: state.revision) { state.isMixed = true }
        if made.isOwn { state.revision = made.revision }
    }

    /// Takes note that what is remembered may not be what the library has: the next sync looks at all of it.
    mutating func distrust() {
        state.isMixed = true
        unsaved = unsaved ?? 0
    }

    /// Saves what is not saved yet. All is written anew each time, so with `isLast` false only when it has grown by a
    /// share of what it was, or that was minutes ago.
    mutating func save(isLast: Bool) throws(LockerError) {
        guard let file else { return }
        if let unsaved {
            // As long as there is somebody to ask: a daemon that has gone tells it no more.
            if state.revision > known.revision { find() }
            let age = ContinuousClock.now - lastSaved
            let isDue = age > SyncRecord.pause && 3 * unsaved >= count
            guard isLast || isDue || age > SyncRecord.patience else { return }
        } else {
            guard let saved, try !saved.isSame(as: state) else { return }
        }
        var told = state
        (told.revision, told.revisionCreated) = known
        if told.revision != state.revision { told.isMixed = true }
        if let begun, isLast, begun.count == count, told.revision > 0 {
            self.begun = nil
            try begun.file.save(told, since: knownNames)
        } else {
            try file.save(told, with: [sent.finish(), others.finish()], since: knownNames)
        }
        knownNames = told.placed
        (saved, unsaved, lastSaved) = (nil, nil, .now)
    }

    /// Writes what is to be saved once the last of these has become part of the library, while that is still waited for.
    /// Where it does not, that is forgotten.
    mutating func foresee(_ files: [SentFile], others: SortedTable<TreeItem>) {
        guard let file else { return }
        var next = self
        do throws(LockerError) {
            try next.append(files, others: others)
            // Any that is none of the library's past will do, but for one that says that nothing is remembered.
            next.state.revision = max(next.state.revision, 1)
            let items = try MergedReader([next.state.items, next.sent.finish(), next.others.finish()])
            begun = (try file.begin(next.state, items), next.count)
        } catch {
            // Saving it will tell why.
            begun = nil
        }
    }

    /// Adds to what was sent what is to be remembered of it.
    private mutating func append(
        _ files: [SentFile], others: SortedTable<TreeItem>
    ) throws(LockerError) {
        for file in files where file.isSettled {
            sent.append(RememberedItem(item: file.item, blob: file.blob))
            count += 1
        }
        var reader = others.reader()
        while let item = try reader.next() { self.others.append(RememberedItem(item: item, blob: nil)) }
        count += others.count
    }

    /// Asks when the newest revision was made. A daemon that has gone does not tell: what was committed after the last
    /// that is known is remembered all the same, and compared with all that the library has by the next sync.
    private mutating func find() {
        if let created = try? library.created(state.revision) { known = (state.revision, created) }
    }
}
