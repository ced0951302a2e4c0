import LockerBase
import Metadata
import POSIXSupport

/// Metadata as plain dictionaries and arrays in memory: what ``MetadataStore`` says, and nothing of a database.
final class MetadataModel: MetadataStore {
    private let content: Monitor<Content>
    let accounts: any AccountStore
    let devices: any DeviceStore
    let libraries: any LibraryStore
    let revisions: any RevisionStore
    let commits: any CommitStore
    let purges: any PurgeStore
    let entries: any EntryStore
    let blobs: any BlobReferences
    let catalog: any CatalogStore
    let claims: any ClaimStore
    let operations: any OperationLog
    let sequence: any RecordSequence
    let challenges: any ChallengeStore = ChallengeTable()
    let proofLimits: any ProofLimitStore = ProofAttempts()

    init() {
        content = Monitor(Content())
        accounts = AccountModel(content: content)
        devices = DeviceModel(content: content)
        libraries = LibraryStoreModel(content: content)
        revisions = RevisionModel(content: content)
        commits = CommitModel(content: content)
        purges = PurgeModel(content: content)
        entries = EntryModel(content: content)
        blobs = BlobModel(content: content)
        catalog = CatalogModel(content: content)
        claims = ClaimModel(content: content)
        operations = OperationModel(content: content)
        sequence = SequenceModel(content: content)
    }

    var statements: Int { 0 }

    func totals() throws(LockerError) -> Totals {
        content.withLock { content in
            let bytes = content.accounts.keys.reduce(Int64(0)) { sum, id in
                let (next, overflow) = sum.addingReportingOverflow(content.logicalBytes(of: id))
                return overflow ? .max : next
            }
            return Totals(
                accounts: Int64(content.accounts.count), blobs: Int64(content.allBlobs.count), logicalBytes: bytes,
                catalogTracks: Int64(content.catalog.count))
        }
    }
}
