import LockerAPI
import LockerCore
import PackEngine

extension Locker_V1_StatsResponse {
    init(_ statistics: StoreStatistics) {
        self.init()
        let chunkTally = statistics.packs.kinds[.chunk]
        packs = UInt64(statistics.packs.packs)
        packBytes = UInt64(statistics.packs.packBytes)
        liveBytes = UInt64(statistics.liveBytes)
        chunks = UInt64(chunkTally.records)
        chunkBytes = UInt64(chunkTally.rawBytes)
        storedBytes = UInt64(chunkTally.storedBytes)
        blobs = UInt64(statistics.totals.blobs)
        logicalBytes = UInt64(statistics.totals.logicalBytes)
        accounts = UInt64(statistics.totals.accounts)
        catalogTracks = UInt64(statistics.totals.catalogTracks)
        quarantined = UInt64(statistics.packs.quarantined)
        data = Locker_V1_PackClassStats(statistics, .data)
        metadata = Locker_V1_PackClassStats(statistics, .metadata)
        fillLevels = statistics.occupancy.fillLevels.map { level in
            var message = Locker_V1_FillLevel()
            message.packs = UInt64(level.packs)
            message.bytes = UInt64(level.bytes)
            return message
        }
        reclaimableBytes = UInt64(statistics.reclaimableBytes)
        packsUnverified = UInt64(statistics.occupancy.unverifiedPacks)
        if let time = statistics.occupancy.oldestVerified { oldestVerified = time }
        olderPacks = UInt64(statistics.packs.older.packs)
        olderBytes = UInt64(statistics.packs.older.bytes)
    }
}

extension Locker_V1_PackClassStats {
    fileprivate init(_ statistics: StoreStatistics, _ packClass: PackClass) {
        self.init()
        packs = UInt64(statistics.packs.classes[packClass].packs)
        bytes = UInt64(statistics.packs.classes[packClass].bytes)
        liveBytes = UInt64(statistics.occupancy.liveBytes[packClass])
    }
}
