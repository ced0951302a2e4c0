import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Counts what the store holds.
public struct StoreCensus: Sendable {
    let packs: PackStore
    let metadata: any MetadataStore
    let metrics: LockerMetrics

    /// Markings that are begun before ``statistics(cancellation:)`` gives up because a compaction moves what they mark.
    private static let maximumMarkings = 3

    /// Counts what the store holds. Reads every recipe that the catalog or a retained revision refers to, so its time
    /// grows with the store. What a damaged recipe refers to is left out: the other figures are wanted all the more.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` while a compaction moves records faster than they are counted.
    public func statistics(cancellation: Cancellation? = nil) throws(LockerError) -> StoreStatistics {
        let (sealed, open, needed) = try marked(cancellation)
        let plan = try packs.compaction.plan(
            sealed, open: open, keeping: needed, maximumUnused: CompactionOptions().maximumUnused)
        metrics.marked(needed, plan)
        return StoreStatistics(
            packs: packs.statistics(), occupancy: try packs.occupancy(of: needed, in: sealed),
            reclaimableBytes: max(0, plan.reclaimedBytes), totals: try metadata.totals())
    }

    /// The packs that were sealed, and those that took records, before everything that is needed was marked, and that.
    private func marked(
        _ cancellation: Cancellation?
    ) throws(LockerError) -> (sealed: [PackName], open: [OpenPack], needed: RecordSet) {
        let needed = NeededRecords(packs: packs, metadata: metadata)
        for _ in 0..<StoreCensus.maximumMarkings {
            let (sealed, open) = (try packs.compaction.sealedPacks(), packs.compaction.openPacks)
            do throws(LockerError) {
                let marks = try needed.mark(skippingDamaged: true) { (_, _) throws(LockerError) in
                    try cancellation.check()
                }
                return (sealed, open, marks)
            } catch let error where error.wasMoved {
                // Once more, with the records at their new places.
            }
        }
        throw LockerError(.unavailable, "a compaction moves what is to be counted; ask again when it is done")
    }
}
