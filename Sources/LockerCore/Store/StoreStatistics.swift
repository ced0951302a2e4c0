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
