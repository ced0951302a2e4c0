import LockerBase
import Metadata
import PackEngine
import Recipes

/// What the whole store holds; for operators only.
public struct StoreStatistics: Sendable {
    /// What is in the packs.
    public let packs: PackEngine.Statistics
    /// Bytes of the packs that the catalog or a retained revision needs: records of chunks, recipes and commits,
    /// headers included.
    public let liveBytes: Int
    /// What the metadata holds.
    public let totals: Totals
}

extension Locker {
    /// Counts what the store holds. Reads every recipe that the catalog or a retained revision refers to, so its time
    /// grows with the store.
    public func statistics() throws(LockerError) -> StoreStatistics {
        var live = RecordSet()
        try metadata.forEachBlob { (blob) throws(LockerError) in
            do throws(LockerError) {
                try markLive(blob, in: &live)
            } catch let error where error.code == .dataLoss {
                // The log names the damaged recipe; the other figures are wanted all the more.
            }
        }
        let packs = packs.statistics()
        let commits = packs.kinds[.commit]
        let commitBytes = commits.storedBytes + commits.records * PackFormat.headerLength
        return StoreStatistics(
            packs: packs, liveBytes: live.bytes + commitBytes, totals: try metadata.totals())
    }

    private func markLive(_ blob: Digest, in live: inout RecordSet) throws(LockerError) {
        guard let location = try packs.locate(.recipe, blob), live.insert(location) else { return }
        for chunk in try Recipe.decode(try packs.readAll(.recipe, blob)).chunks {
            if let location = try packs.locate(.chunk, chunk.digest) { live.insert(location) }
        }
    }
}
