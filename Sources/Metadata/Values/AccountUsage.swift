/// What the newest revisions of an account's libraries hold.
public struct AccountUsage: Hashable, Sendable {
    /// The account, with its quota, as of the same moment.
    public let account: Account
    /// Those with a revision, in the order of their names.
    public let libraries: [LibraryUsage]

    /// What names, folders and revisions count for in the quota, in bytes.
    public let charge: Int64

    package init(account: Account, libraries: [LibraryUsage], charge: Int64) {
        self.account = account
        self.libraries = libraries
        self.charge = charge
    }

    /// The sum over the libraries. A file that is in two of them counts twice: what is shared is nobody's gain or loss.
    public var files: Int64 { libraries.reduce(0) { $0 + $1.files } }
    /// The sum over the libraries, in bytes; a quota limits it together with ``charge``.
    public var logicalBytes: Int64 {
        libraries.reduce(0) { bytes, library in
            let (sum, overflow) = bytes.addingReportingOverflow(library.logicalBytes)
            return overflow ? .max : sum
        }
    }
}
