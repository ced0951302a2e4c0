extension LivePacks {
    /// What is in the packs: those that are wholly in the index, and those that are written.
    func statistics() -> PackStatistics {
        monitor.withLock { state in
            var sum = state.indexed
            for pack in state.packs.values { sum.add(pack.name, size: pack.end, pack.tallies, pack.stamp.version) }
            return sum
        }
    }

    /// Counts packs that are wholly in the index.
    func addIndexed(_ rows: [PackRow]) {
        monitor.withLock { state in
            for row in rows { state.indexed.add(row) }
        }
    }

    /// Forgets packs that were wholly in the index and are removed.
    func removeIndexed(_ rows: [PackRow]) {
        monitor.withLock { state in
            for row in rows { state.indexed.remove(row) }
        }
    }

    /// Forgets the packs that were wholly in the index, which is being emptied.
    ///
    /// - Returns: the packs that are written, or made ahead of that, and what the index has to know of them from then
    ///   on.
    func beginReindexing() -> (live: Set<UInt32>, batches: [IndexBatch]) {
        monitor.withLock { state in
            state.indexed = PackStatistics()
            let spare = PackClass.allCases.compactMap { state.spare[$0]?.name.id }
            let batches = state.packs.values.filter { $0.durableCount > 0 }.map { $0.batch(from: 0) }
            return (Set(state.packs.keys).union(spare), batches)
        }
    }

    /// The packs that take records, as they would be sealed with what is durable of them.
    var open: [OpenPack] {
        monitor.withLock { state in
            PackClass.allCases.compactMap { packClass in
                guard let id = state.current[packClass], let pack = state.packs[id], pack.durableCount > 0 else {
                    return nil
                }
                let overhead = PackFormat.headerLength + PackFooter.sealLength(count: pack.durableCount)
                let bytes = pack.entries[pack.durableCount - 1].end - PackFormat.headerLength
                return OpenPack(
                    name: pack.name, size: overhead + bytes, overhead: overhead, records: pack.durableCount)
            }
        }
    }
}
