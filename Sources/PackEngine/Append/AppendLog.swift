import LockerBase
import POSIXSupport

/// The writing half of a store: hands out room in the open packs, makes what was written durable, seals full packs and
/// moves their records into the index.
///
/// Three threads work behind those who append: one syncs, one seals and indexes, one makes room ahead.
final class AppendLog: Sendable {
    let live: LivePacks
    let appender: Appender
    let syncer: PackSyncer
    let indexer: PackIndexer
    private let preparation: PackPreparation
    private let threads = Monitor<[Thread]>([])

    init(
        storage: any PackStorage, openPacks: OpenPackCache, format: StoreFormat, firstPackID: UInt32,
        options: StoreOptions, index: ChunkIndex, counter: WorkCounter, report: @escaping @Sendable (StoreEvent) -> Void
    ) throws(SystemError) {
        live = LivePacks(firstID: firstPackID, options, report: report)
        let room = PackRoom(live, storage, format, options)
        preparation = PackPreparation(live, room, options)
        appender = Appender(live, room, preparation, options, counter)
        syncer = PackSyncer(live, interval: options.syncInterval)
        indexer = PackIndexer(live, room, index, storage, openPacks, interval: options.indexInterval)
        do throws(SystemError) {
            try start("pack-sync") { [syncer] in syncer.run() }
            try start("pack-index") { [indexer] in indexer.run() }
            try start("pack-room") { [preparation] in preparation.run() }
        } catch {
            close()
            throw error
        }
    }

    private func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let thread = try Thread(name, body)
        threads.withLock { $0.append(thread) }
    }

    /// Makes everything durable, seals the open packs, completes the index and ends the threads. Appends fail from
    /// here on.
    func close() {
        live.monitor.withLock { state in
            state.isClosing = true
            for packClass in PackClass.allCases {
                guard let id = state.current[packClass] else { continue }
                state.packs[id]?.phase = .full
                state.current[packClass] = nil
            }
        }
        live.monitor.notifyAll()
        let running = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in running { thread.join() }
    }

    /// Blocks until the threads behind have done what they do of their own accord: what is full is sealed, what failed
    /// is cut back, room is made ahead.
    ///
    /// - Parameter indexing: whether to wait besides until what is durable is in the index, unless that cannot be
    ///   written.
    func waitUntilIdle(indexing: Bool) {
        if indexing { live.monitor.withLock { $0.awaitingIndex += 1 } }
        // A pack that is full when it is durable already is sealed at the next occasion: this is one.
        live.monitor.notifyAll()
        defer { if indexing { live.monitor.withLock { $0.awaitingIndex -= 1 } } }
        live.monitor.wait { (state: inout AppendState) -> Void? in
            let isSettled = state.packs.values.allSatisfy { pack in
                let isDue = pack.isSealable || (pack.phase == .failed && pack.isQuiet)
                return !isDue && !pack.isGrowing
            }
            let isPrepared = PackClass.allCases.allSatisfy { packClass in
                !preparation.isNeeded(packClass, state) && !state.isOpening[packClass]
            }
            let isIndexed =
                !indexing || state.indexFailure != nil
                || state.packs.values.allSatisfy { pack in
                    (pack.phase == .open || pack.phase == .full) && pack.indexedCount == pack.durableCount
                }
            return isSettled && isPrepared && isIndexed ? () : nil
        }
    }
}
