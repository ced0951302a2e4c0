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
    var accounts: any AccountStore { get }
    var libraries: any LibraryStore { get }
    var revisions: any RevisionStore { get }
    var commits: any CommitStore { get }
    var entries: any EntryStore { get }
    var blobs: any BlobReferences { get }
    var catalog: any CatalogStore { get }
    var claims: any ClaimStore { get }
    var operations: any OperationLog { get }
    var sequence: any RecordSequence { get }
    var challenges: any ChallengeStore { get }
    var proofLimits: any ProofLimitStore { get }

    /// Statements that were run since the store was opened: the cost of a call is what it adds.
    var statements: Int { get }

    /// What all accounts hold together, and the catalog, as of one moment.
    func totals() throws(LockerError) -> Totals
}
