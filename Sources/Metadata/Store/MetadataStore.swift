import LockerBase

/// Who owns what: accounts, their libraries, the libraries' revisions and the entries of each; a part for each noun.
///
/// Every call is one transaction of its own, durable when a call that writes returns. Reads may run on any number of
/// threads and never wait for a writer. Where no revision is named, the newest is meant; revision 0, the state before
/// the first commit, is empty. All calls throw, besides what they name themselves, ``LockerError/Code/dataLoss`` when
/// the store is damaged, ``LockerError/Code/noSpace`` when its file system is full, ``LockerError/Code/unavailable``
/// when it is locked by another program, ``LockerError/Code/notFound`` for a library, account or revision that is not
/// there or has expired, and ``LockerError/Code/system`` when the operating system fails it.
public protocol MetadataStore: Sendable {
    /// Who has a place in the locker.
    var accounts: any AccountStore { get }
    /// What people bring it from.
    var devices: any DeviceStore { get }
    /// Names and numbers of what accounts have.
    var libraries: any LibraryStore { get }
    /// The states of libraries, and how old ones expire.
    var revisions: any RevisionStore { get }
    /// How a library comes to its next revision.
    var commits: any CommitStore { get }
    /// How paths are taken out of all revisions.
    var purges: any PurgeStore { get }
    /// What is at the paths of a revision.
    var entries: any EntryStore { get }
    /// Who refers to which content.
    var blobs: any BlobReferences { get }
    /// The operator's songs.
    var catalog: any CatalogStore { get }
    /// What accounts have won by proofs.
    var claims: any ClaimStore { get }
    /// When the operator's jobs last succeeded and failed.
    var operations: any OperationLog { get }
    /// The numbers that put records of changes in an order.
    var sequence: any RecordSequence { get }
    /// Nonces that were given out and not answered.
    var challenges: any ChallengeStore { get }
    /// How many wrong proofs an account has given, and may give yet.
    var proofLimits: any ProofLimitStore { get }

    /// Statements that were run since the store was opened: the cost of a call is what it adds.
    var statements: Int { get }

    /// What all accounts hold together, and the catalog, as of one moment.
    func totals() throws(LockerError) -> Totals
}
