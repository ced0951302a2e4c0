import LockerBase
import Metadata
import PackEngine

/// What the whole store holds; for operators only.
public struct StoreStatistics: Sendable {
    /// What is in the packs.
    public let packs: PackStatistics
    /// How much of the packs the catalog or a retained revision needs: records of chunks, recipes and commits.
    public let occupancy: Occupancy
    /// Bytes that a compaction would give back that leaves as much unused as one does that is told nothing else.
    public let reclaimableBytes: Int
    /// What the metadata holds.
    public let totals: Totals

    /// Bytes of the packs that are needed, headers of records included.
    public var liveBytes: Int { PackClass.allCases.reduce(0) { $0 + occupancy.liveBytes[$1] } }
}

extension Locker {
    /// Markings that are begun before ``statistics()`` gives up because a compaction moves what they mark.
    private static let maximumMarkings = 3

    /// Counts what the store holds. Reads every recipe that the catalog or a retained revision refers to, so its time
    /// grows with the store. What a damaged recipe refers to is left out: the other figures are wanted all the more.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` while a compaction moves records faster than they are counted.
    public func statistics() throws(LockerError) -> StoreStatistics {
        let (sealed, open, needed) = try marked()
        let plan = try packs.compaction.plan(
            sealed, open: open, keeping: needed, maximumUnused: CompactionOptions().maximumUnused)
        metrics.marked(needed, plan)
        return StoreStatistics(
            packs: packs.statistics(), occupancy: try packs.occupancy(of: needed, in: sealed),
            reclaimableBytes: max(0, plan.reclaimedBytes), totals: try metadata.totals())
    }

    /// The packs that were sealed, and those that took records, before everything that is needed was marked, and that.
    private func marked() throws(LockerError) -> (sealed: [PackName], open: [OpenPack], needed: RecordSet) {
        for _ in 0..<Locker.maximumMarkings {
            let (sealed, open) = (try packs.compaction.sealedPacks(), packs.compaction.openPacks)
            do throws(LockerError) {
                return (sealed, open, try needed(skippingDamaged: true) { _, _ in })
            } catch let error where error.wasMoved {
                // Once more, with the records at their new places.
            }
        }
        throw LockerError(.unavailable, "a compaction moves what is to be counted; ask again when it is done")
    }
}
