/// What a compaction works with.
struct CompactionParts {
    let storage: any PackStorage
    let options: StoreOptions
    let rebuild: IndexRebuild
    let index: ChunkIndex
    let log: AppendLog
    let uses: any ContentUses
    let quarantine: Quarantine
    let listing: PackListing
    let locator: RecordLocator
    let reader: CheckedReader
    let copier: RecordCopier
}
