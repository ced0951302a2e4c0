import LockerBase
import POSIXSupport

/// Seals full packs and moves durable records into the index.
final class PackIndexer: Sendable {
    let live: LivePacks
    let room: PackRoom
    private let index: ChunkIndex
    private let storage: any PackStorage
    private let openPacks: OpenPackCache
    let interval: Double

    /// - Parameter interval: how long a durable record waits when few others come, in seconds.
    init(
        _ live: LivePacks, _ room: PackRoom, _ index: ChunkIndex, _ storage: any PackStorage,
        _ openPacks: OpenPackCache, interval: Double
    ) {
        self.live = live
        self.room = room
        self.index = index
        self.storage = storage
        self.openPacks = openPacks
        self.interval = interval
    }

    /// The thread that seals full packs and moves durable records from the overlay into the index.
    func run() {
        var lastMove = ContinuousClock.now
        while waitForWork() {
            for pack in takeQuietPacks() { settle(pack) }
            let isOld = lastMove.duration(to: .now) >= .seconds(interval)
            let isWanted = live.monitor.withLock { $0.isClosing || $0.awaitingIndex > 0 || isBatchFull($0) }
            guard isOld || isWanted else { continue }
            lastMove = .now
            let succeeded = moveIntoIndex()
            if !succeeded, live.monitor.withLock({ $0.isClosing }) { return }
        }
    }

    private func takeQuietPacks() -> [LivePack] {
        live.monitor.withLock { state in
            state.packs.values.filter { $0.isSealable || ($0.phase == .failed && $0.isQuiet) }
                .sorted { $0.name < $1.name }
        }
    }

    /// Seals a full pack, cuts a failed one back to what is durable, removes one that is empty.
    private func settle(_ pack: LivePack) {
        defer { live.monitor.notifyAll() }
        let id = pack.name.id
        if pack.entries.isEmpty {
            if pack.file.isListed { try? storage.remove(pack.name) }
            live.monitor.withLock { $0.packs[id] = nil }
            return
        }
        if pack.phase == .failed {
            // Pages whose sync failed can still be read from memory as if they were safe; the next start must not
            // find them.
            try? pack.file.truncate(to: pack.durableEnd)
            // Nothing finds one without a name at the next start, whatever it is like.
            guard !pack.file.isListed else {
                live.monitor.withLock { $0.packs[id]?.phase = .unsealed }
                return
            }
        }
        pack.checkTallies()
        let seal = PackSeal(name: pack.name, stamp: pack.stamp, entries: pack.entries, end: pack.end)
        do throws(StorageError) {
            try seal.apply(to: pack.file)
            if !pack.file.isListed { putBack(pack) }
            live.monitor.withLock { $0.packs[id]?.phase = .sealed(size: seal.size) }
        } catch {
            live.monitor.withLock { $0.packs[id]?.phase = .unsealed }
            live.report(.packAbandoned(pack.name, durable: pack.durableEnd, LockerError(error, remedy: "not sealed")))
        }
    }

    /// Writes a sealed pack anew whose name is gone, or another's: what was acknowledged may be nowhere else.
    private func putBack(_ pack: LivePack) {
        do throws(StorageError) {
            guard try openPacks.replace(pack.name, by: pack.file) else { return }
            live.report(.mended(pack.name, what: "its file was not there, and is written anew from the open one"))
        } catch {
            // The next verification tries again.
            openPacks.keep(pack.name, pack.file)
            live.report(
                .notMended(pack.name, what: "its file is not there", LockerError(error, remedy: "verify the store")))
        }
    }

    /// Moves what is durable into the index, or into its memory where the disk has no room. False when the index could not
    /// be written.
    private func moveIntoIndex() -> Bool {
        let batches = live.monitor.withLock { state in
            state.packs.values.filter { hasWork($0) && $0.phase != .failed }.map { $0.batch(from: $0.indexedCount) }
        }
        var failure: LockerError?
        do throws(LockerError) {
            failure = try put(batches)
        } catch {
            noteIndexFailure(error)
            live.monitor.notifyAll()
            return false
        }
        live.monitor.withLock { state in
            for batch in batches { state.moved(batch) }
            state.generation += batches.isEmpty ? 0 : 1
        }
        noteIndexFailure(failure)
        live.monitor.notifyAll()
        return failure == nil
    }

    /// Returns why all of it is in memory alone, where it is.
    private func put(_ batches: [IndexBatch]) throws(LockerError) -> LockerError? {
        guard !batches.isEmpty else {
            try index.writer.writeWhatWaits()
            return nil
        }
        let inserted = try index.insert(batches)
        for finding in inserted.healed { live.report(.healed(finding)) }
        return inserted.unwritten
    }

    private func noteIndexFailure(_ failure: LockerError?) {
        let isNews = live.monitor.withLock { state in
            defer { state.indexFailure = failure }
            return state.indexFailure == nil
        }
        if isNews, let failure { live.report(.indexUnwritten(failure)) }
    }
}
