import LockerAPI
import LockerBase
import LockerClient

/// Finds what a folder and its library last agreed on, and what the library has made of it since.
struct BaseFinder {
    let source: WalkedFolder
    /// Whether all that the library has is to be looked at, whatever is remembered of it.
    let listsAll: Bool

    private typealias Newest = (revision: UInt64, created: Int64)

    /// The folder of the library that all is below; nil for the library itself.
    private var under: EntryPath? { source.subject.under }

    /// - Throws: ``LockerError/Code/failedPrecondition`` where the library has something that is no folder in the way of all
    ///   that the folder has.
    func find() throws(LockerError) -> AgreedBase {
        let (loaded, newest, exclusions) = (source.load(), try newest(), try source.tree.exclusions())
        do throws(LockerError) {
            if let under, newest.revision > 0 {
                try LibraryFolder(source.library, revision: newest.revision).check(under)
            }
            guard try isOfThisLine(loaded, newest) else { return try withoutBase(loaded, newest, exclusions) }
            // What was left out and is not any more was not agreed on, and is among no changes.
            let isTold = !listsAll && loaded.isWhole && loaded.exclusions == exclusions
            let changes =
                try isTold
                ? told(since: loaded.revision, until: newest.revision)
                : listed(at: newest.revision, against: loaded.items)
            return AgreedBase(
                known: loaded.items, isAgreed: true, changes: changes, newest: newest, loaded: loaded,
                exclusions: exclusions)
        } catch let error where error.code == .notFound && newest.revision > 0 {
            // What was remembered has expired at this moment.
            return try withoutBase(loaded, newest, exclusions)
        }
    }

    private func newest() throws(LockerError) -> Newest {
        try source.library.newest().map { ($0.number, $0.created) } ?? (0, 0)
    }

    /// Whether the library has the revision that `loaded` is of: none of its number that was made at another moment, as
    /// another library of the same name has, and one that came from a backup.
    private func isOfThisLine(_ loaded: SyncState, _ newest: Newest) throws(LockerError) -> Bool {
        guard loaded.revision > 0, loaded.revision <= newest.revision else { return false }
        if loaded.revision == newest.revision { return newest.created == loaded.revisionCreated }
        return try source.library.created(loaded.revision) == loaded.revisionCreated
    }

    private func withoutBase(
        _ loaded: SyncState, _ newest: Newest, _ exclusions: Digest
    ) throws(LockerError) -> AgreedBase {
        let changes = try newest.revision > 0 ? listed(at: newest.revision, against: SortedTable()) : SortedTable()
        return AgreedBase(
            known: loaded.items, isAgreed: false, changes: changes, newest: newest, loaded: loaded,
            exclusions: exclusions)
    }

    /// What differs by what the library says of its changes.
    private func told(since: UInt64, until newest: UInt64) throws(LockerError) -> SortedTable<LibraryChange> {
        var list = ChangeList(to: source.store)
        if since == newest { return try list.finish() }
        _ = try source.library.forEachChangePage(since: since, until: newest) { (changes) throws(LockerError) in
            for change in changes {
                let path = try EntryPath(change.path)
                if isMeant(path) { try list.append(LibraryChange(path, change.hasEntry ? change.entry : nil)) }
            }
        }
        return try list.finish()
    }

    /// Whether what the library has at `path` is a matter of the folder's. An empty folder in the place of all that this has
    /// is not.
    private func isMeant(_ path: EntryPath) -> Bool { under.map { path.isBelow($0) } ?? true }

    /// What differs by all that it has.
    private func listed(
        at revision: UInt64, against items: SortedTable<RememberedItem>
    ) throws(LockerError) -> SortedTable<LibraryChange> {
        var (list, items) = (ChangeList(to: source.store), items.reader())
        var next = try items.next()
        _ = try source.library.forEachPage(revision: revision, under: under) { (entries) throws(LockerError) in
            for entry in entries {
                let path = try EntryPath(entry.path)
                guard isMeant(path) else { continue }
                while let known = next, known.item.path < path {
                    try list.append(LibraryChange(known.item.path, nil))
                    next = try items.next()
                }
                if let known = next, known.item.path == path {
                    next = try items.next()
                    if known.isHeld(by: entry) { continue }
                }
                try list.append(LibraryChange(path, entry))
            }
        }
        while let known = next {
            try list.append(LibraryChange(known.item.path, nil))
            next = try items.next()
        }
        return try list.finish()
    }
}
