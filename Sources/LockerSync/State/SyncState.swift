import LockerBase

/// What a client remembers of a tree that it sent: the items a library's revision holds as the disk had them.
package struct SyncState: Sendable {
    /// Which tree, in which library of whom.
    package struct Subject: Sendable, Hashable {
        /// The store's random name, 16 bytes.
        package let store: [UInt8]
        package let account: String
        package let library: String
        /// The folder's absolute path without links.
        package let directory: [UInt8]
        /// The folder of the library that it goes below; nil for the library itself.
        package let under: EntryPath?

        package init(
            store: [UInt8], account: String, library: String, directory: [UInt8], under: EntryPath? = nil
        ) {
            self.store = store
            self.account = account
            self.library = library
            self.directory = directory
            self.under = under
        }

        /// Whether `other` is of the same folder and the same library, and of another folder of that.
        func isElsewhere(than other: Subject) -> Bool {
            store == other.store && account == other.account && library == other.library
                && directory == other.directory && under != other.under
        }
    }

    package let subject: Subject
    /// The revision that ``items`` are known to be in, 0 for none. What differs in later ones has to be asked for.
    package var revision: UInt64
    /// When that revision was made, nanoseconds since 1970: the number alone would take a library that was removed
    /// and made again for the old one.
    package var revisionCreated: Int64
    package var items: SortedTable<RememberedItem>
    /// The folders at which other file systems were mounted, in path order.
    package var mounts: [EntryPath] = []
    /// Whether the tree's own folder was one.
    package var isRootMounted = false
    /// Whether that revision has nothing besides ``items`` and what ``exclusions`` leave out: then what differs in later
    /// ones is all that there is to ask for.
    package var isWhole = false
    /// Whether ``items`` are of several revisions. Then a change since that one tells nothing: what was changed and
    /// changed back in between is none. What all of them are compared with is all that the library has.
    package var isMixed = false
    /// What is called otherwise in the folder than in the library.
    package var placed = PlacedNames()
    /// What was left out, as ``Tree/exclusions()`` tells it; nil where that is not known.
    package var exclusions: Digest?
    /// Whether what the library holds there came from this folder: nothing was there before, or somebody said so. Of a
    /// tree that goes below a folder of the library; where a library itself came from, the daemon tells.
    package var isSource = false

    package init(
        subject: Subject, revision: UInt64 = 0, revisionCreated: Int64 = 0,
        items: SortedTable<RememberedItem> = SortedTable()
    ) {
        self.subject = subject
        self.revision = revision
        self.revisionCreated = revisionCreated
        self.items = items
    }

    /// Whether `other` is the same, item by item.
    package func isSame(as other: SyncState) throws(LockerError) -> Bool {
        guard subject == other.subject, revision == other.revision, revisionCreated == other.revisionCreated,
            mounts == other.mounts, isRootMounted == other.isRootMounted, isSource == other.isSource,
            isMixed == other.isMixed, placed == other.placed
        else { return false }
        return try items.isSame(as: other.items)
    }
}
