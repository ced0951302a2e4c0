import LockerBase
import LockerMetrics
import Metadata
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
        let packExposition = PackExposition(packs: packs, metrics: metrics)
        packExposition.writeContents(to: &exposition)
        WorkDone(packs, metadata).write(to: &exposition)
        packExposition.writeTrouble(to: &exposition)
        JobExposition(jobs: jobs, history: history).write(to: &exposition)
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

    /// Nothing where the system does not tell.
    private func writeFileSystem(to exposition: inout Exposition) {
        guard let room = DiskRoom(of: directory) else { return }
        exposition.add(
            "locker_filesystem_free_bytes", .gauge, "Room that is left on the file system of the store.", room.free)
        exposition.add(
            "locker_filesystem_size_bytes", .gauge, "Size of the file system of the store.", room.size)
    }
}

extension Exposition {
    /// `nanoseconds` since 1970 in the unit that Prometheus counts in.
    static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
