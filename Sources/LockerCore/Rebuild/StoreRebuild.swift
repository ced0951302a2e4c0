import LockerBase
import Logging
import Metadata
import PackEngine

/// Tells index and metadata of a store again from its packs, while no daemon serves it.
public enum StoreRebuild {
    /// Rebuilds the store in `directory`; the old database stays as `metadata.sqlite.replaced`. What stops it in
    /// between leaves the store as it was: the index is made at the next start, as always.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when a daemon owns the store, or its format is newer;
    ///   ``LockerError/Code/notFound`` when there is no store.
    public static func run(directory: String, logger: Logger) throws(LockerError) -> RebuildReport {
        let start = ContinuousClock.now
        let lines = LineLimiter(logger)
        defer { lines.flush(all: true) }
        let packs = try PackStore.rebuild(directory: directory) { Locker.log($0, to: lines) }
        defer { packs.close() }
        try packs.waitForIndex()
        // What may be whole there would be missing in the new database.
        if let pack = try packs.packsOutOfReach(.metadata).first {
            throw LockerError(
                .failedPrecondition,
                "\(pack.error.message); nothing is told again without it, and the database stays as it is",
                cause: pack.error)
        }
        let rebuild = Rebuild(packs: packs, job: Job(id: 0, kind: .rebuild), logger: logger)
        let factory = MetadataStores.embedded(in: directory)
        var report = RebuildReport()
        report.metadata = try rebuild.write(to: factory)
        (report.leftOut, report.lost) = (rebuild.leftOut, rebuild.lost)
        try factory.exchangeForDraft()
        if rebuild.lost == 0 { try packs.forgetLostCommits() }
        report.records = packs.statistics().kinds.total.records
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }
}
