import Foundation
import LockerBase
import POSIXSupport
import PackEngine

/// Rewrites packs on several threads: while one waits for the disk, another reads, checks and copies.
final class PackRewriter: Sendable {
    /// What became of the packs.
    struct Rewritten {
        var emptied: [EmptiedPack] = []
        /// Those that stay, since a record of them is damaged, or they cannot be opened or removed.
        var damaged: [(name: PackName, error: LockerError)] = []
        /// How many stay for want of room on the disk.
        var left = 0
    }

    private struct State {
        var rest: ArraySlice<PackName>
        /// Whether the disk had no room for the copies of a pack.
        var isFull = false
        /// How many packs were emptied when that was last met.
        var emptiedWhenFull = 0
        var result = Rewritten()
        /// Bytes that were copied.
        var moved = 0
        var pacer: Pacer
        var failure: LockerError?
    }

    private let store: PackStore
    private let needed: RecordSet
    private let job: Job
    private let isAlone: Bool
    private let state: Monitor<State>

    /// More threads than these add to the room that is taken meanwhile, and next to nothing to the speed.
    private static let maximumThreads = 4
    /// A thread waits for the disk when it has copied so much. Until then, the packs that it has copied take their
    /// room.
    private static let batchBytes = 64 << 20
    private static let batchRecords = PackFormat.maximumRecordsPerPack

    /// On a disk with less room than this, in bytes, one pack is emptied after the other: every one gives room for the
    /// next.
    private static let ampleRoom = Double(1 << 30)

    /// - Parameter room: the bytes that are free on the disk.
    init(
        _ store: PackStore, _ packs: [PackName], keeping needed: RecordSet, _ options: CompactionOptions, room: Double,
        _ job: Job
    ) {
        self.store = store
        self.needed = needed
        self.job = job
        isAlone = options.bytesPerSecond != nil || room < PackRewriter.ampleRoom
        state = Monitor(State(rest: packs[...], pacer: Pacer(bytesPerSecond: options.bytesPerSecond)))
    }

    /// - Throws: why not all packs could be rewritten; when the job was cancelled.
    func finish() throws(LockerError) -> Rewritten {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let count = isAlone ? 1 : min(cores, PackRewriter.maximumThreads)
        // Without memory for more threads, fewer do.
        let threads = (1..<max(1, count)).compactMap { number in
            try? Thread("compact-\(number)") { [self] in work() }
        }
        work()
        for thread in threads { thread.join() }
        // When one met a full disk, the others had packs that were copied and not deleted: alone, and with their room,
        // there may be more to do.
        while takesHeart() { work() }
        return try state.withLock { (state) throws(LockerError) in
            if let failure = state.failure { throw failure }
            state.result.left = state.rest.count
            return state.result
        }
    }

    private func takesHeart() -> Bool {
        state.withLock { state in
            let count = state.result.emptied.count
            guard state.isFull, state.failure == nil, count > state.emptiedWhenFull else { return false }
            (state.isFull, state.emptiedWhenFull) = (false, count)
            return true
        }
    }

    private func work() {
        let batch = CompactionBatch(keeping: needed)
        do throws(LockerError) {
            while let name = take() {
                try copy(name, batch)
                let isBatch =
                    isAlone || batch.pendingBytes >= PackRewriter.batchBytes
                    || batch.pendingRecords >= PackRewriter.batchRecords
                if isBatch { try finish(batch, willMove) }
            }
        } catch {
            fail(error)
        }
        do throws(LockerError) {
            // After a failure too: what is copied is not copied in vain.
            try finish(batch) { _ in }
        } catch {
            fail(error)
        }
    }

    private func take() -> PackName? {
        state.withLock { $0.isFull || $0.failure != nil ? nil : $0.rest.popFirst() }
    }

    private func copy(_ name: PackName, _ batch: CompactionBatch) throws(LockerError) {
        do throws(LockerError) {
            try store.compaction.move(name, batch, willMove)
        } catch let error where error.isLoss {
            state.withLock { $0.result.damaged.append((name, error)) }
        } catch let error where error.code == .noSpace {
            guard !batch.pending.isEmpty else { return leave([name]) }
            // Those that are copied make room.
            try finish(batch, willMove)
            try copy(name, batch)
        }
    }

    private func finish(
        _ batch: CompactionBatch, _ willMove: (Int) throws(LockerError) -> Void
    ) throws(LockerError) {
        let names = batch.pending
        do throws(LockerError) {
            let outcome = try store.compaction.delete(store.compaction.retire(batch, willMove))
            state.withLock { state in
                state.result.emptied += outcome.emptied
                state.result.damaged += outcome.damaged
            }
        } catch let error where error.code == .noSpace {
            leave(names)
        }
    }

    /// Gives packs up for which the disk has no room.
    private func leave(_ names: [PackName]) {
        state.withLock { state in
            state.isFull = true
            state.rest += names
        }
    }

    private func willMove(_ bytes: Int) throws(LockerError) {
        let (delay, moved) = state.withLock { state in
            state.moved += bytes
            return (state.pacer.delay(before: bytes), state.moved)
        }
        if delay > 0 { job.pause(seconds: delay) }
        try job.advance(to: moved)
    }

    private func fail(_ error: LockerError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }
}
