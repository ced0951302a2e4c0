import LockerBase
import Metadata
import PackEngine

extension StoreParts {
    var writer: DurableCommit {
        DurableCommit(metadata: metadata, packs: packs, journal: journal, devices: devices, stop: stop)
    }

    /// What takes content in.
    func intake() -> (Sessions, Ingest, Uploads, Assembler, Stager) {
        let quota = IngestQuota(metadata: metadata)
        let keeper = RecordKeeper(packs: packs)
        return (
            Sessions(
                table: table, metadata: metadata, packs: packs, uncommitted: uncommitted, gate: gate, locks: locks,
                writer: writer, devices: devices, metrics: metrics),
            Ingest(quota: quota, workers: workers, metrics: metrics),
            Uploads(quota: quota, workers: workers, metrics: metrics, directory: directory, table: uploads),
            Assembler(
                quota: quota, workers: workers, sources: ChunkSources(metadata: metadata, recipes: recipes),
                keeper: keeper, packs: packs, contexts: contexts),
            Stager(metadata: metadata, recipes: recipes, keeper: keeper)
        )
    }

    /// What shows and changes what people have.
    func libraries() -> (Listings, EntryReader, Blobs, LibraryEditor, Libraries, Purges) {
        let reader = EntryReader(
            files: FileLookup(metadata: metadata), packs: packs, recipes: recipes, contexts: contexts, metrics: metrics)
        return (
            Listings(metadata: metadata, stop: stop),
            reader,
            Blobs(metadata: metadata, reader: reader, table: openBlobs),
            LibraryEditor(
                metadata: metadata, gate: gate, locks: locks, writer: writer, memory: uncommitted.memory, stop: stop),
            Libraries(metadata: metadata, journal: journal, devices: devices, gate: gate, locks: locks),
            Purges(
                metadata: metadata, journal: journal, devices: devices, gate: gate, locks: locks, stop: stop)
        )
    }

    /// What the operator's songs are for.
    func catalog() -> (Matcher, Catalog, Grants) {
        let catalogGate = CatalogGate(gate)
        return (
            Matcher(
                metadata: metadata, gate: gate, packs: packs, recipes: recipes, contexts: contexts,
                lines: lines),
            Catalog(metadata: metadata, packs: packs, journal: journal, recipes: recipes, gate: catalogGate),
            Grants(metadata: metadata, gate: catalogGate, locks: locks, writer: writer)
        )
    }

    func expiry(by clock: @escaping @Sendable () -> ClockReading) -> Expiry {
        Expiry(
            metadata: metadata, journal: journal, gate: gate, locks: locks, settings: settings,
            clock: ExpiryClock(metadata, directory: directory, clock: clock, logger: logger))
    }

    var retentions: Retentions {
        Retentions(
            metadata: metadata, journal: journal, devices: devices, gate: gate, locks: locks, settings: settings)
    }

    /// The jobs.
    func maintenance(
        _ expiry: Expiry, openingBackups opening: @escaping StoreBackup.Opening
    ) -> (StoreCompaction, StoreBackup, StoreVerification, StoreRebuild) {
        (
            StoreCompaction(
                packs: packs, metadata: metadata, gate: gate, expiry: expiry, lost: lost, settings: settings,
                metrics: metrics, jobs: jobs, openBlobs: openBlobs, directory: directory, logger: logger),
            StoreBackup(
                packs: packs, metadata: metadata, lost: lost, jobs: jobs, directory: directory, logger: logger,
                opening: opening),
            StoreVerification(packs: packs, metadata: metadata, lost: lost, jobs: jobs, logger: logger),
            StoreRebuild(
                packs: packs, metadata: metadata, gate: gate, feed: journal.feed, jobs: jobs, directory: directory,
                logger: logger)
        )
    }

    /// What tells the operator how the store is.
    func figures() -> (DamageSearch, StoreCensus, StoreExposition) {
        (
            DamageSearch(packs: packs, metadata: metadata, blobs: DamagedBlobs(packs: packs)),
            StoreCensus(packs: packs, metadata: metadata, metrics: metrics),
            StoreExposition(
                packs: packs, metadata: metadata, metrics: metrics, sessions: table, uncommitted: uncommitted,
                jobs: jobs, history: history, directory: directory)
        )
    }
}
