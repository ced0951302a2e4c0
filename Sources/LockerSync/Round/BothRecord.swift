import LockerBase
import LockerClient
import POSIXSupport

/// Keeps the state file in step with a sync of both ways.
struct BothRecord {
    /// For how long at most what was done is in no state file, as long as more is done.
    private static let patience = Duration.seconds(300)
    /// For how long nothing is written: to write all anew takes a second of a million files.
    private static let rest = Duration.seconds(10)

    private let source: WalkedFolder
    private let base: AgreedBase
    private let mounts: [EntryPath]
    private let isRootMounted: Bool
    private let agreed: SortedTable<StateUpdate>
    /// What is to be remembered of what was done: in parts that are each in path order.
    private var parts: [TableWriter<StateUpdate>] = []
    private var count: Int
    private var unsaved: Int
    private var lastSaved = ContinuousClock.now
    /// Whether the file has something of this run.
    private var isSaved = false
    /// Whether something was done in the folder that may not be on its disk.
    private var isUnsynced = false
    /// Paths at which the library has other than what is remembered.
    private var news: Int
    /// The newest revision that is known to be of this line.
    private var revision: UInt64
    /// Whether another device committed between commits of this one: what it changed is not among what is remembered, and
    /// no revision has all of that.
    private var isMixed = false
    /// What is called otherwise in the folder than in the library; and what was by what was read or saved last.
    private var names: PlacedNames
    private var knownNames: PlacedNames

    /// - Parameter withdraws: whether what the folder does not have any more goes from the library.
    init(of source: WalkedFolder, _ base: AgreedBase, _ plan: MergePlan, withdraws: Bool) {
        (self.source, self.base, agreed) = (source, base, plan.agreed)
        (count, unsaved) = (base.items.count + plan.agreed.count, plan.agreed.count)
        (news, revision) = (plan.tally.news, base.newest.revision)
        (names, knownNames) = (source.names, base.loaded.placed)
        // A disk that is gone, or of which nothing could be seen, is missed the next time too.
        let (loaded, tree) = (base.loaded, source.tree)
        let unread = Set(tree.unread.map(\.bytes))
        let missed = loaded.mounts.filter { !withdraws || $0.withFolders.contains(where: unread.contains) }
        mounts = Set(tree.mounts + missed).sorted()
        isRootMounted = tree.isRootMounted || (!withdraws && loaded.isRootMounted)
    }

    /// Begins a part: what is noted from here on is in path order.
    mutating func beginPart() { parts.append(TableWriter(to: source.store)) }

    /// Takes note of what is at a path from now on, on both sides.
    mutating func note(_ update: StateUpdate) {
        guard let last = parts.indices.last else { return }
        parts[last].append(update)
        (count, unsaved) = (count + 1, unsaved + 1)
    }

    /// Takes note that something was done in the folder.
    mutating func noteChangeHere() { isUnsynced = true }

    /// Takes note that at so many paths at which the library had other than what was agreed on, nothing differs any more.
    mutating func settle(_ paths: Int) { news -= paths }

    /// Takes note of how the disk lists what was put.
    mutating func note(_ listed: ListedNames) { names = listed.added(to: names) }

    /// Takes note of a commit.
    mutating func advance(to made: PendingCommit.Made) {
        if made.hasOthers(since: revision) { isMixed = true }
        if made.isOwn { revision = made.revision }
    }

    /// Saves what things are going to be called here, before they are there: else they would be others than the library's,
    /// should the run end early.
    mutating func saveNames() throws(LockerError) { try write(isWhole: false, isDone: false) }

    /// Saves what was done so far, when that was minutes ago, or seconds and has grown by a share of all since.
    mutating func saveIfDue() throws(LockerError) {
        let elapsed = ContinuousClock.now - lastSaved
        guard unsaved > 0, elapsed > (3 * unsaved >= count ? BothRecord.rest : BothRecord.patience) else { return }
        try write(isWhole: false, isDone: false)
    }

    /// Saves what was done.
    ///
    /// - Parameter isDone: whether that is all that was to be done, as far as it could be.
    mutating func save(isDone: Bool) throws(LockerError) {
        let isWhole = isDone && news == 0 && !isMixed
        let loaded = base.loaded
        let isKnown =
            base.isAgreed && loaded.revision == revision && loaded.isWhole == isWhole && loaded.mounts == mounts
            && loaded.isRootMounted == isRootMounted && loaded.exclusions == base.exclusions
        if unsaved > 0 || (isDone && (isSaved || !isKnown)) { try write(isWhole: isWhole, isDone: isDone) }
    }

    private mutating func write(isWhole: Bool, isDone: Bool) throws(LockerError) {
        guard revision > 0, let file = source.stateFile else { return }
        if isUnsynced {
            // What is remembered is not to be newer than what the disk has after a power cut: that would be taken for
            // removed by somebody.
            let root = source.folder.descriptor
            try translatingSystemErrors { () throws(SystemError) in try root.syncFileSystem(subject: "the folder") }
            isUnsynced = false
        }
        var tables = [agreed]
        for part in parts.indices { tables.append(try parts[part].finish()) }
        var state = SyncState(
            subject: source.subject, revision: base.newest.revision, revisionCreated: base.newest.created,
            items: try base.items.applying(tables, to: source.store))
        (state.mounts, state.isRootMounted, state.exclusions) = (mounts, isRootMounted, base.exclusions)
        (state.isWhole, state.isSource) = (isWhole, base.loaded.isSource)
        state.placed = isDone ? try namesLeft(with: state.items) : names
        if revision > base.newest.revision {
            // Of a daemon that has gone, the next run compares all with what the library has.
            if let created = try? source.library.created(revision) {
                (state.revision, state.revisionCreated) = (revision, created)
            } else {
                state.isWhole = false
            }
        }
        // What is still to be brought is remembered as it was in an older one.
        state.isMixed = !state.isWhole
        try file.save(state, since: knownNames)
        knownNames = state.placed
        (unsaved, lastSaved, isSaved) = (0, .now, true)
    }

    /// What is called otherwise here, of what is remembered or there.
    private func namesLeft(with items: SortedTable<RememberedItem>) throws(LockerError) -> PlacedNames {
        let folder = LocalFolder(root: source.root, ignoring: [])
        var names = self.names
        for (path, name) in self.names.all {
            if try isRemembered(path, in: items) { continue }
            let own = PlacedNames.path(of: name, in: PlacedNames.parts(of: path).folder)
            // What has its own name there by now stands for nothing else.
            var isGone = false
            if names.name(of: own) == nil { isGone = try isRemembered(own, in: items) }
            if !isGone { isGone = try folder.place(of: EntryPath(known: path)) == nil }
            if isGone { names.remove(path) }
        }
        return names
    }

    private func isRemembered(_ path: [UInt8], in items: SortedTable<RememberedItem>) throws(LockerError) -> Bool {
        if try items.contains(path) { return true }
        return try items.contains(startingWith: path + [UInt8(ascii: "/")])
    }
}
