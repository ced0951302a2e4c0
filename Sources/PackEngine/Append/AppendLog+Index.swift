import Glibc
import LockerBase
import POSIXSupport

extension AppendLog {
    /// So many records are worth a change of the index, whatever the time: one sync is for all of them.
    private static let batchSize = 4096

    /// The thread that seals full packs and moves durable records from the overlay into the index.
    func runIndexing() {
        var lastMove = ContinuousClock.now
        while waitForWork() {
            for pack in takeQuietPacks() { settle(pack) }
            let isOld = lastMove.duration(to: .now) >= .seconds(options.indexInterval)
            let isWanted = monitor.withLock { $0.isClosing || $0.awaitingIndex > 0 || isBatchFull($0) }
            guard isOld || isWanted else { continue }
            lastMove = .now
            let succeeded = moveIntoIndex()
            if !succeeded, monitor.withLock({ $0.isClosing }) { return }
        }
    }

    /// False when the store closes and nothing is left to do.
    private func waitForWork() -> Bool {
        let goesOn = monitor.wait { (state: inout AppendState) -> Bool? in
            if state.packs.values.contains(where: hasWork) || state.indexFailure != nil { return true }
            let isOver = state.isClosing && state.packs.isEmpty && !state.isOpening.contains(true)
            return isOver ? false : nil
        }
        guard goesOn else { return false }
        _ = monitor.wait(seconds: options.indexInterval) { (state: inout AppendState) -> Void? in
            let isUrgent =
                state.packs.values.contains { $0.isSealable || ($0.phase == .failed && $0.isQuiet) }
                || ((isBatchFull(state) || state.awaitingIndex > 0) && state.indexFailure == nil)
                || (state.isClosing && state.packs.values.allSatisfy { $0.isQuiet && $0.phase != .full })
            return isUrgent ? () : nil
        }
        return true
    }

    private func hasWork(_ pack: LivePack) -> Bool {
        switch pack.phase {
        case .open, .full: pack.indexedCount < pack.durableCount || pack.isSealable
        case .failed: pack.isQuiet
        case .sealed, .unsealed: true
        }
    }

    private func isBatchFull(_ state: AppendState) -> Bool {
        state.packs.values.reduce(0) { $0 + $1.durableCount - $1.indexedCount } >= AppendLog.batchSize
    }

    private func takeQuietPacks() -> [LivePack] {
        monitor.withLock { state in
            state.packs.values.filter { $0.isSealable || ($0.phase == .failed && $0.isQuiet) }
                .sorted { $0.name < $1.name }
        }
    }

    /// Seals a full pack, cuts a failed one back to what is durable, removes one that is empty.
    private func settle(_ pack: LivePack) {
        defer { monitor.notifyAll() }
        let id = pack.name.id
        if pack.entries.isEmpty {
            try? storage.remove(pack.name)
            monitor.withLock { $0.packs[id] = nil }
            return
        }
        if pack.phase == .failed {
            // Pages whose sync failed can still be read from memory as if they were safe; the next start must not
            // find them.
            try? pack.file.truncate(to: pack.durableEnd)
            monitor.withLock { $0.packs[id]?.phase = .unsealed }
            return
        }
        let seal = PackSeal(name: pack.name, salt: pack.salt, entries: pack.entries, end: pack.end)
        do throws(SystemError) {
            try seal.apply(to: pack.file)
            monitor.withLock { $0.packs[id]?.phase = .sealed(size: seal.size) }
        } catch {
            monitor.withLock { $0.packs[id]?.phase = .unsealed }
            report(.packAbandoned(pack.name, durable: pack.durableEnd, LockerError(error, remedy: "not sealed")))
        }
    }

    /// Moves what is durable into the index, or into its memory where the disk has no room. False when the index could not
    /// be written.
    private func moveIntoIndex() -> Bool {
        let batches = monitor.withLock { state in
            state.packs.values.filter { hasWork($0) && $0.phase != .failed }.map { $0.batch(from: $0.indexedCount) }
        }
        var failure: LockerError?
        do throws(LockerError) {
            failure = try put(batches)
        } catch {
            noteIndexFailure(error)
            monitor.notifyAll()
            return false
        }
        monitor.withLock { state in
            for batch in batches { state.moved(batch) }
            state.generation += batches.isEmpty ? 0 : 1
        }
        noteIndexFailure(failure)
        monitor.notifyAll()
        return failure == nil
    }

    /// Returns why all of it is in memory alone, where it is.
    private func put(_ batches: [ChunkIndex.Batch]) throws(LockerError) -> LockerError? {
        guard !batches.isEmpty else {
            try index.writeWhatWaits()
            return nil
        }
        let inserted = try index.insert(batches)
        for finding in inserted.healed { report(.healed(finding)) }
        return inserted.unwritten
    }

    private func noteIndexFailure(_ failure: LockerError?) {
        let isNews = monitor.withLock { state in
            defer { state.indexFailure = failure }
            return state.indexFailure == nil
        }
        if isNews, let failure { report(.indexUnwritten(failure)) }
    }
}

extension LivePack {
    /// The records from `first` on, and what the index knows of the pack with them and those before.
    func batch(from first: Int) -> ChunkIndex.Batch {
        var known = KindTallies()
        for entry in entries[..<durableCount] { known.add(entry) }
        var size: Int? = nil
        if case .sealed(let sealedSize) = phase { size = sealedSize }
        let row = PackRow(name: name, isSealed: size != nil, size: size ?? durableEnd, tallies: known)
        return ChunkIndex.Batch(row: row, entries: entries[first..<durableCount])
    }
}

extension AppendState {
    /// Takes note that `batch` is in the index. Only then do its records leave the overlay, so that a look-up in
    /// the overlay and then in the index never misses them.
    fileprivate mutating func moved(_ batch: ChunkIndex.Batch) {
        let id = batch.row.name.id
        for entry in batch.entries {
            forget(entry.key, in: id, at: entry.offset)
        }
        packs[id]?.indexedCount = batch.entries.endIndex
        guard let pack = packs[id], pack.indexedCount == pack.entries.count else { return }
        if batch.row.isSealed || pack.phase == .unsealed {
            indexed.add(batch.row)
            packs[id] = nil
        }
    }
}

extension PerClass where Value: Equatable {
    func contains(_ value: Value) -> Bool {
        PackClass.allCases.contains { self[$0] == value }
    }
}
