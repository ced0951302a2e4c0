import LockerBase

/// Where a blob is in somebody's hands: an entry of a library, over the revisions that have it, or a song of the
/// catalog.
public struct Holder: Hashable, Sendable {
    /// Nil for the catalog.
    public let owner: Owner?
    /// Where in the library the file is, or in the catalog.
    public let path: EntryPath
    /// Bytes of the file.
    public let size: Int64

    /// The entry that holds it.
    public struct Owner: Hashable, Sendable {
        /// The account's name.
        public let account: String
        /// The library's name.
        public let library: String
        /// The revision that brought this entry, which may have expired.
        public let since: Int64
        /// The first revision after ``since`` without this entry; nil when the newest has it.
        public let until: Int64?

        package init(account: String, library: String, since: Int64, until: Int64?) {
            (self.account, self.library, self.since, self.until) = (account, library, since, until)
        }
    }

    package init(owner: Owner?, path: EntryPath, size: Int64) {
        (self.owner, self.path, self.size) = (owner, path, size)
    }
}
