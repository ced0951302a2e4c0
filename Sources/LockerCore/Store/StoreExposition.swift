import Glibc
import LockerBase
import Metadata
import Metrics
import PackEngine

/// Writes what an operator watches of the store.
public struct StoreExposition: Sendable {
    let packs: PackStore
    let metadata: any MetadataStore
    let metrics: LockerMetrics
    let sessions: SessionTable
    let uncommitted: UncommittedBudget
    let jobs: JobTable
    let history: JobHistory
    /// The store's.
    let directory: String

    /// Looks at memory alone, but for the size of the file system.
    ///
    /// Labels are of a fixed number: no name, no path and no digest of anybody is among them.
    public func write(to exposition: inout Exposition) {
        writeContent(to: &exposition)
        writePacks(to: &exposition)
        WorkDone(packs, metadata).write(to: &exposition)
        writeTrouble(to: &exposition)
        writeJobs(to: &exposition)
        writeFileSystem(to: &exposition)
    }

    private func writeContent(to exposition: inout Exposition) {
        exposition.add(
            "locker_content_bytes_total", .counter, "Bytes of content that clients brought and were given.",
            [
                ([("direction", "in")], Double(metrics.contentIn.value)),
                ([("direction", "out")], Double(metrics.contentOut.value)),
            ])
        exposition.add(
            "locker_chunks_total", .counter, "Chunks of content taken in, by whether the store had them.",
            [
                ([("result", "new")], Double(metrics.newChunks.value)),
                ([("result", "known")], Double(metrics.knownChunks.value)),
            ])
        exposition.add(
            "locker_chunk_bytes_total", .counter, "Bytes of those chunks before compression.",
            [
                ([("result", "new")], Double(metrics.newChunkBytes.value)),
                ([("result", "known")], Double(metrics.knownChunkBytes.value)),
            ])
        exposition.add(
            "locker_sync_seconds", "From the beginning of a session, or its commit before, to the end of a commit.",
            [([], metrics.syncs)])
        exposition.add("locker_commit_seconds", "Commits of sessions that succeeded.", [([], metrics.commits)])
        exposition.add("locker_sessions", .gauge, "Sessions that are open.", Double(sessions.count))
        exposition.add(
            "locker_uncommitted_bytes", .gauge, "Bytes that sessions have taken in since their last commits.",
            Double(uncommitted.total))
    }

    private func writePacks(to exposition: inout Exposition) {
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
            StoreExposition.seconds(marking.time))
    }

    private func writeTrouble(to exposition: inout Exposition) {
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

    private func writeJobs(to exposition: inout Exposition) {
        let (kinds, running) = (Job.Kind.allCases, jobs.running)
        exposition.add(
            "locker_job_running", .gauge, "1 while a job of the kind runs, else 0.",
            kinds.map { ([("kind", $0.rawValue)], $0 == running ? 1 : 0) })
        exposition.add(
            "locker_job_last_success_timestamp_seconds", .gauge, "When a job of the kind last succeeded; 0 for never.",
            kinds.map { ([("kind", $0.rawValue)], StoreExposition.seconds(history.operation($0).succeeded ?? 0)) })
        exposition.add(
            "locker_job_last_failure_timestamp_seconds", .gauge, "When a job of the kind last failed; 0 for never.",
            kinds.map { ([("kind", $0.rawValue)], StoreExposition.seconds(history.operation($0).failed ?? 0)) })
    }

    /// Free is what is there for the daemon, which gets none of root's reserve. Nothing where the system does not tell.
    private func writeFileSystem(to exposition: inout Exposition) {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return }
        let block = Double(status.f_frsize)
        exposition.add(
            "locker_filesystem_free_bytes", .gauge, "Room that is left on the file system of the store.",
            Double(status.f_bavail) * block)
        exposition.add(
            "locker_filesystem_size_bytes", .gauge, "Size of the file system of the store.",
            Double(status.f_blocks) * block)
    }

    /// `nanoseconds` since 1970 in the unit that Prometheus counts in.
    private static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
