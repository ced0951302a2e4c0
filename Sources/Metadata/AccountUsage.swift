/// What the newest revisions of an account's libraries hold.
public struct AccountUsage: Hashable, Sendable {
    /// The account, with its quota, as of the same moment.
    public let account: Account
    /// Those with a revision, in the order of their names.
    public let libraries: [LibraryUsage]

    /// The sum over the libraries. A file that is in two of them counts twice: what is shared is nobody's gain or loss.
    public var files: Int64 { libraries.reduce(0) { $0 + $1.files } }
    /// The sum over the libraries, in bytes; what a quota limits.
    public var logicalBytes: Int64 { libraries.reduce(0) { $0 + $1.logicalBytes } }
}
