import LockerBase
import LockerMetrics
import PackEngine
import Synchronization

/// What a locker counts while it works, from its start on. Nothing here knows who brought what.
final class LockerMetrics: Sendable {
    /// Bytes of content that clients sent or passed, and that they were given.
    let contentIn = Counter()
    let contentOut = Counter()
    /// Chunks of content that was taken in, by whether the store had them, and their bytes before compression.
    let newChunks = Counter()
    let newChunkBytes = Counter()
    let knownChunks = Counter()
    let knownChunkBytes = Counter()
    /// From the beginning of a session, or its commit before, to the end of a commit: what a sync waits for in all.
    let syncs = Histogram(bounds: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600, 14400])
    /// Commits alone.
    let commits = Histogram(bounds: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
    let damagedRecords = Counter()
    let damagedPacks = Counter()
    let abandonedPacks = Counter()
    let indexFailures = Counter()

    private let lastMarking = Mutex<Marking?>(nil)

    /// What was needed of the packs when that was last looked at.
    struct Marking {
        /// Bytes of records that were needed.
        let liveBytes: Int
        /// Bytes of records that nobody needed.
        let deadBytes: Int
        /// Nanoseconds since 1970 UTC.
        let time: Int64
    }

    var marking: Marking? { lastMarking.withLock { $0 } }

    /// Counts a chunk of `bytes` bytes.
    func count(_ chunk: Appended, bytes: Int) {
        if chunk.isNew {
            newChunks.add()
            newChunkBytes.add(bytes)
        } else {
            knownChunks.add()
            knownChunkBytes.add(bytes)
        }
    }

    /// Counts what the pack engine reports.
    func count(_ event: StoreEvent) {
        switch event {
        case .damagedRecord: damagedRecords.add()
        case .damagedPack: damagedPacks.add()
        case .packAbandoned: abandonedPacks.add()
        case .indexUnwritten: indexFailures.add()
        default: break
        }
    }

    /// Takes note of what is needed.
    ///
    /// - Parameter reclaimed: bytes of what was not needed that have been given back since.
    func marked(_ needed: RecordSet, _ plan: CompactionPlan, reclaimed: Int = 0) {
        let marking = Marking(
            liveBytes: needed.bytes, deadBytes: max(0, plan.unusedBytes - reclaimed), time: Clock.now())
        lastMarking.withLock { $0 = marking }
    }
}
