import LockerAPI

/// What a store holds, in JSON and in words.
package enum StatsText {
    package static func json(_ stats: Locker_V1_StatsResponse) -> JSONValue {
        let figures: JSONValue = [
            "packs": .unsigned(stats.packs), "pack_bytes": .unsigned(stats.packBytes),
            "live_bytes": .unsigned(stats.liveBytes), "chunks": .unsigned(stats.chunks),
            "chunk_bytes": .unsigned(stats.chunkBytes), "stored_bytes": .unsigned(stats.storedBytes),
            "blobs": .unsigned(stats.blobs), "logical_bytes": .unsigned(stats.logicalBytes),
            "accounts": .unsigned(stats.accounts), "catalog_tracks": .unsigned(stats.catalogTracks),
            "quarantined": .unsigned(stats.quarantined),
        ]
        return figures.merging([
            "data": json(stats.data), "metadata": json(stats.metadata),
            "fill_levels": .array(stats.fillLevels.enumerated().map { json($1, number: $0) }),
            "dedup_ratio": ratio(stats.logicalBytes, stats.data.liveBytes).map { .number($0) } ?? .null,
            "compression_ratio": ratio(stats.chunkBytes, stats.storedBytes).map { .number($0) } ?? .null,
            "reclaimable_bytes": .unsigned(stats.reclaimableBytes),
            "packs_unverified": .unsigned(stats.packsUnverified),
            "oldest_verified": stats.hasOldestVerified ? .integer(stats.oldestVerified) : .null,
            "older_packs": .unsigned(stats.olderPacks), "older_bytes": .unsigned(stats.olderBytes),
        ])
    }

    package static func text(_ stats: Locker_V1_StatsResponse) -> String {
        var table = Table(["WHAT", "COUNT", "SIZE", "NEEDED"], right: [1, 2, 3])
        table.add(["accounts", "\(stats.accounts)", HumanText.size(stats.logicalBytes), ""])
        table.add(["catalog tracks", "\(stats.catalogTracks)", "", ""])
        table.add(["blobs", "\(stats.blobs)", "", ""])
        table.add(["chunks, as they came", "\(stats.chunks)", HumanText.size(stats.chunkBytes), ""])
        table.add(["chunks, as stored", "\(stats.chunks)", HumanText.size(stats.storedBytes), ""])
        for (name, packs) in [("data packs", stats.data), ("metadata packs", stats.metadata)] {
            table.add([name, "\(packs.packs)", HumanText.size(packs.bytes), HumanText.size(packs.liveBytes)])
        }
        table.add(["quarantined records", "\(stats.quarantined)", "", ""])
        if stats.olderPacks > 0 {
            table.add(["packs of an older format", "\(stats.olderPacks)", HumanText.size(stats.olderBytes), ""])
        }
        return [table.text, summary(stats), fillLevels(stats.fillLevels)].joined(separator: "\n\n")
    }

    private static func summary(_ stats: Locker_V1_StatsResponse) -> String {
        """
        dedup ratio \(text(ratio(stats.logicalBytes, stats.data.liveBytes))) (what accounts hold, to what is needed of \
        the data packs)
        compression ratio \(text(ratio(stats.chunkBytes, stats.storedBytes)))
        \(HumanText.size(stats.reclaimableBytes)) would be given back by 'locker admin compact'
        \(verification(stats))
        """
    }

    private static func verification(_ stats: Locker_V1_StatsResponse) -> String {
        guard stats.hasOldestVerified else {
            return "\(HumanText.count(stats.packsUnverified, "pack")) never verified"
        }
        let (moment, overflow) = stats.oldestVerified.multipliedReportingOverflow(by: 1_000_000_000)
        return "every pack verified since \(overflow ? "-" : HumanText.moment(moment))"
    }

    private static func fillLevels(_ levels: [Locker_V1_FillLevel]) -> String {
        var table = Table(["NEEDED OF A SEALED PACK", "PACKS", "SIZE"], right: [1, 2])
        for (number, level) in levels.enumerated() {
            table.add(["\(number * 10) to \(number * 10 + 10) %", "\(level.packs)", HumanText.size(level.bytes)])
        }
        return table.text
    }

    private static func json(_ packs: Locker_V1_PackClassStats) -> JSONValue {
        [
            "packs": .unsigned(packs.packs), "bytes": .unsigned(packs.bytes),
            "live_bytes": .unsigned(packs.liveBytes),
        ]
    }

    private static func json(_ level: Locker_V1_FillLevel, number: Int) -> JSONValue {
        [
            "from_percent": JSONValue(number * 10), "to_percent": JSONValue(number * 10 + 10),
            "packs": .unsigned(level.packs), "bytes": .unsigned(level.bytes),
        ]
    }

    /// How many times `part` goes into `whole`; nil where there is nothing to divide by.
    private static func ratio(_ whole: UInt64, _ part: UInt64) -> Double? {
        part > 0 ? Double(whole) / Double(part) : nil
    }

    private static func text(_ ratio: Double?) -> String {
        ratio.map { HumanText.fixed($0, digits: 2) } ?? "-"
    }
}
