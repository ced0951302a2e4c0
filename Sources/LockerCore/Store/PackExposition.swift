import LockerMetrics
import PackEngine

/// Writes what an operator watches of the packs and their index.
struct PackExposition {
    let packs: PackStore
    let metrics: LockerMetrics

    func writeContents(to exposition: inout Exposition) {
        let statistics = packs.statistics()
        exposition.add(
            "locker_packs", .gauge, "Packs, those that are being written included.",
            PackClass.allCases.map { ([("class", "\($0)")], Double(statistics.classes[$0].packs)) })
        exposition.add(
            "locker_pack_bytes", .gauge, "Bytes of those packs.",
            PackClass.allCases.map { ([("class", "\($0)")], Double(statistics.classes[$0].bytes)) })
        exposition.add(
            "locker_records", .gauge, "Records in the packs.",
            RecordKind.allCases.map { ([("kind", "\($0)")], Double(statistics.kinds[$0].records)) })
        exposition.add(
            "locker_quarantined_records", .gauge, "Records set aside because they are damaged.",
            Double(statistics.quarantined))
        guard let marking = metrics.marking else { return }
        exposition.add(
            "locker_pack_live_bytes", .gauge, "Bytes of records that were needed at the last marking.",
            Double(marking.liveBytes))
        exposition.add(
            "locker_pack_dead_bytes", .gauge,
            "Bytes of records that nobody needed at the last marking.",
            Double(marking.deadBytes))
        exposition.add(
            "locker_marking_timestamp_seconds", .gauge, "When stats or a compaction last marked what is needed.",
            Exposition.seconds(marking.time))
    }

    func writeTrouble(to exposition: inout Exposition) {
        exposition.add(
            "locker_damaged_reads_total", .counter, "Reads that met a damaged record.",
            Double(metrics.damagedRecords.value))
        exposition.add(
            "locker_damaged_packs_total", .counter, "Times that a pack could not be read as one, or not all of it.",
            Double(metrics.damagedPacks.value))
        exposition.add(
            "locker_packs_abandoned_total", .counter, "Packs given up because a write or a sync failed.",
            Double(metrics.abandonedPacks.value))
        exposition.add(
            "locker_index_failures_total", .counter, "Times that the index could not be brought up to date any more.",
            Double(metrics.indexFailures.value))
        exposition.add(
            "locker_index_writable", .gauge, "1 while the index can be brought up to date with the packs, else 0.",
            packs.isIndexWritable ? 1 : 0)
        exposition.add(
            "locker_index_rebuilding", .gauge, "1 while the index is being completed from the packs, else 0.",
            packs.isRebuilding ? 1 : 0)
        exposition.add(
            "locker_index_lookups_total", .counter, "Records that were looked up in the index.",
            Double(packs.indexLookUps))
        exposition.add(
            "locker_index_insertions_total", .counter, "Records that were put into the index.",
            Double(packs.indexInsertions))
    }
}
