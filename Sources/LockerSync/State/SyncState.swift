import LockerBase

/// What a client remembers of a tree that it sent: the items a library's revision holds as the disk had them.
public struct SyncState: Sendable, Equatable {
    /// Which tree, in which library of whom.
    public struct Subject: Sendable, Hashable {
        /// The store's random name, 16 bytes.
        public let store: [UInt8]
        public let account: String
        public let library: String
        /// The folder's absolute path without links.
        public let directory: [UInt8]

        public init(store: [UInt8], account: String, library: String, directory: [UInt8]) {
            self.store = store
            self.account = account
            self.library = library
            self.directory = directory
        }
    }

    public let subject: Subject
    /// The revision that ``items`` are known to be in, 0 for none. What differs in later ones has to be asked for.
    public var revision: UInt64
    /// When that revision was made, nanoseconds since 1970: the number alone would take a library that was removed
    /// and made again for the old one.
    public var revisionCreated: Int64
    public var items: [EntryPath: RememberedItem]
    /// The folders at which other file systems were mounted, in path order.
    public var mounts: [EntryPath] = []
    /// Whether the tree's own folder was one.
    public var isRootMounted = false

    public init(
        subject: Subject, revision: UInt64 = 0, revisionCreated: Int64 = 0, items: [EntryPath: RememberedItem] = [:]
    ) {
        self.subject = subject
        self.revision = revision
        self.revisionCreated = revisionCreated
        self.items = items
    }
}
