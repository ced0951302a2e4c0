import LockerBase
import POSIXSupport

/// The writing half of a store: hands out room in the open packs, makes what was written durable for many callers
/// at a time, seals full packs and moves their records into the index.
///
/// The threads that append write their records themselves, each at its own offset. Three threads work behind them:
/// one syncs, one seals and indexes, one makes room ahead.
final class AppendLog: Sendable {
    let monitor: Monitor<AppendState>
    let storage: any PackStorage
    let storeID: StoreID
    let options: PackStore.Options
    let index: ChunkIndex
    let report: @Sendable (Event) -> Void
    /// The packs of this process have this number or a higher one.
    let firstPackID: UInt32
    private let threads = Monitor<[Thread]>([])

    /// More records than this wait for nothing but the index: whoever appends waits for it too.
    static let maximumOverlay = 1 << 18

    init(
        storage: any PackStorage, storeID: StoreID, nextPackID: UInt32, options: PackStore.Options, index: ChunkIndex,
        report: @escaping @Sendable (Event) -> Void
    ) throws(SystemError) {
        monitor = Monitor(AppendState(nextPackID: nextPackID))
        firstPackID = nextPackID
        self.storage = storage
        self.storeID = storeID
        self.options = options
        self.index = index
        self.report = report
        do throws(SystemError) {
            try start("pack-sync") { $0.runSync() }
            try start("pack-index") { $0.runIndexing() }
            try start("pack-room") { $0.runPreparation() }
        } catch {
            close()
            throw error
        }
    }

    private func start(_ name: String, _ body: @escaping @Sendable (AppendLog) -> Void) throws(SystemError) {
        let thread = try Thread(name) { [self] in body(self) }
        threads.withLock { $0.append(thread) }
    }

    /// Makes everything durable, seals the open packs, completes the index and ends the threads. Appends fail from
    /// here on.
    func close() {
        monitor.withLock { state in
            state.isClosing = true
            for packClass in PackClass.allCases {
                guard let id = state.current[packClass] else { continue }
                state.packs[id]?.phase = .full
                state.current[packClass] = nil
            }
        }
        monitor.notifyAll()
        let running = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in running { thread.join() }
    }

    /// The records of a pack that is still written, as far as they are durable; nil when the pack is not live.
    func durableEntries(of pack: UInt32) -> [PackFooter.Entry]? {
        monitor.withLock { state in state.packs[pack].map { Array($0.entries[..<$0.durableCount]) } }
    }

    /// How far a pack that is still written is durable; nil when the pack is not live.
    func durableEnd(of pack: UInt32) -> Int? {
        monitor.withLock { state in state.packs[pack].map(\.durableEnd) }
    }

    /// The packs that are written, or made ahead of that.
    var livePacks: Set<UInt32> {
        monitor.withLock { state in
            Set(state.packs.keys).union(PackClass.allCases.compactMap { state.spare[$0]?.name.id })
        }
    }

    /// The packs that are written, and have records.
    var livePackNames: Set<PackName> {
        monitor.withLock { state in Set(state.packs.values.filter { !$0.entries.isEmpty }.map(\.name)) }
    }

    func statistics() -> Statistics {
        monitor.withLock { state in
            var sum = state.indexed
            for pack in state.packs.values { sum.add(pack.name, size: pack.end, pack.tallies) }
            return sum
        }
    }

    /// Counts packs that are wholly in the index.
    func addIndexed(_ rows: [PackRow]) {
        monitor.withLock { state in
            for row in rows { state.indexed.add(row) }
        }
    }

    /// Forgets a pack that was wholly in the index and is removed.
    func removeIndexed(_ row: PackRow) {
        monitor.withLock { $0.indexed.remove(row) }
    }

    /// Forgets the packs that were wholly in the index, which is being emptied.
    ///
    /// - Returns: the packs that are written, or made ahead of that, and what the index has to know of them from then
    ///   on.
    func beginReindexing() -> (live: Set<UInt32>, batches: [ChunkIndex.Batch]) {
        monitor.withLock { state in
            state.indexed = Statistics()
            let spare = PackClass.allCases.compactMap { state.spare[$0]?.name.id }
            let batches = state.packs.values.filter { $0.durableCount > 0 }.map { $0.batch(from: 0) }
            return (Set(state.packs.keys).union(spare), batches)
        }
    }

    /// Gives up a pack and tells those who wait for it.
    func abandon(_ id: UInt32, _ error: LockerError) {
        let abandoned = monitor.withLock { state in
            state.fail(id, error).map { ($0, state.packs[id]?.durableEnd ?? 0) }
        }
        monitor.notifyAll()
        if let (name, durable) = abandoned { report(.packAbandoned(name, durable: durable, error)) }
    }
}
