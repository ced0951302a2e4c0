import POSIXSupport

/// Blocks of runs that were read and checked, 2 MiB of them: a small store's look-ups cost no system call.
final class BlockCache: Sendable {
    private static let shardCount = 8
    private static let slotsPerShard = 64

    /// A share of the blocks, with a lock of its own.
    private struct Shard {
        /// What is in each slot: 0 for nothing.
        var tags = [UInt64](repeating: 0, count: slotsPerShard)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: slotsPerShard * IndexFormat.blockLength, alignment: 64)
    }

    private let shards = (0..<shardCount).map { _ in Monitor(Shard()) }

    deinit {
        for shard in shards { shard.withLock { $0.memory.deallocate() } }
    }

    /// What `body` makes of a block, unless it is not here.
    func withBlock<Result>(
        _ block: Int, of run: UInt64, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        let (shard, slot, tag) = place(block, run)
        return shards[shard].withLock { shard in
            guard shard.tags[slot] == tag else { return nil }
            let start = shard.memory + slot * IndexFormat.blockLength
            return body(UnsafeRawBufferPointer(start: start, count: IndexFormat.blockLength))
        }
    }

    /// Keeps a block, in the place of another.
    func keep(_ bytes: UnsafeRawBufferPointer, _ block: Int, of run: UInt64) {
        let (shard, slot, tag) = place(block, run)
        shards[shard].withLock { shard in
            let start = shard.memory + slot * IndexFormat.blockLength
            UnsafeMutableRawBufferPointer(start: start, count: IndexFormat.blockLength).copyMemory(from: bytes)
            shard.tags[slot] = tag
        }
    }

    /// Neighbours have places of their own: a run that is no larger than the cache is all in it.
    private func place(_ block: Int, _ run: UInt64) -> (shard: Int, slot: Int, tag: UInt64) {
        let number = UInt64(block) &+ run &* 0x9E37_79B9
        let (slot, shard) = (number / UInt64(BlockCache.shardCount), number % UInt64(BlockCache.shardCount))
        return (Int(shard), Int(slot % UInt64(BlockCache.slotsPerShard)), run << 32 | UInt64(block) &+ 1)
    }
}
