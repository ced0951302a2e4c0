/// What a verification works with.
struct VerificationParts {
    let storage: any PackStorage
    let storeID: StoreID
    let rebuild: IndexRebuild
    let index: ChunkIndex
    let live: LivePacks
    let syncer: PackSyncer
    let indexer: PackIndexer
    let quarantine: Quarantine
    let register: DamageRegister
    let listing: PackListing
    let reader: CheckedReader
    let copier: RecordCopier
    let uses: any ContentUses
}
