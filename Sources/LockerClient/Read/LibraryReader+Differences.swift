import LockerAPI
import LockerBase

extension LibraryReader {
    /// Hands the changes that lead from one revision to another, page by page in path order, to `body`. The second one
    /// may be the older: then an entry that is gone since comes as one that is added, as it was. What was purged is passed
    /// over: neither has it any more.
    public func forEachChangePage(
        from: UInt64, to: UInt64, _ body: ([Locker_V1_Change]) throws(LockerError) -> Void
    ) throws(LockerError) {
        guard from > to else {
            _ = try forEachChangePage(since: from, until: to) { (page) throws(LockerError) in
                try body(page.filter { !$0.isPurged })
            }
            return
        }
        var entries = RevisionEntries(of: self, revision: to)
        _ = try forEachChangePage(since: to, until: from) { (page) throws(LockerError) in
            var back: [Locker_V1_Change] = []
            back.reserveCapacity(page.count)
            for change in page where !change.isPurged {
                back.append(try LibraryReader.reversed(change, with: &entries))
            }
            try body(back)
        }
    }

    /// The change that leads back.
    ///
    /// - Parameter entries: those of the older revision.
    private static func reversed(
        _ change: Locker_V1_Change, with entries: inout RevisionEntries
    ) throws(LockerError) -> Locker_V1_Change {
        var back = Locker_V1_Change()
        back.path = change.path
        back.existed = change.hasEntry
        guard change.existed else { return back }
        guard let entry = try entries.entry(at: change.path) else {
            throw LockerError(
                .internal, "\(EntryPath.printable(change.path)): the daemon's List does not have what its Changes names"
            )
        }
        back.entry = entry
        return back
    }
}

extension Locker_V1_Change {
    /// Whether it tells of an entry that was purged: neither of the two revisions has anything at its path.
    public var isPurged: Bool { !existed && !hasEntry }
}
