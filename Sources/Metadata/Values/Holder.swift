import LockerBase

/// Where a blob is in somebody's hands: an entry of a library, over the revisions that have it, or a song of the
/// catalog.
public struct Holder: Hashable, Sendable {
    /// Nil for the catalog.
    public let owner: Owner?
    public let path: EntryPath
    /// Bytes of the file.
    public let size: Int64

    /// The entry that holds it.
    public struct Owner: Hashable, Sendable {
        /// The account's name.
        public let account: String
        /// The library's name.
        public let library: String
        /// The first retained revision with this entry, and the first one after it without; nil when the newest has it.
        public let since: Int64
        public let until: Int64?
    }
}
