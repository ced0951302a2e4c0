import LockerBase

extension PackStore {
    /// Whether the index is being completed from the packs after a start. Records that it has are served; whoever asks
    /// for one that it lacks waits.
    public var isRebuilding: Bool { rebuild.isRunning }

    /// Blocks until ``isRebuilding`` is false.
    ///
    /// - Throws: what keeps the index from being completed: a full disk, ``close()``.
    public func waitForIndex() throws(LockerError) {
        try rebuild.wait()
    }

    /// Ends the rebuild of the index, if it runs; the next start takes it up. Whoever waits for it gets an error.
    public func stopCompletingIndex() {
        rebuild.stop()
    }

    /// Makes the index agree with the sealed packs, while everything goes on: what it lacks of them is put in, and then
    /// what it says of places that are not there is taken out, so that nothing that is stored is ever missing. What is
    /// written meanwhile is left to those who write it. No pack may be removed meanwhile.
    ///
    /// Memory is four bytes for each record.
    ///
    /// - Parameter didRead: told how many packs are done, and of how many; what it throws ends the work.
    public func completeIndex(_ didRead: (Int, Int) throws(LockerError) -> Void) throws(LockerError) {
        try reconciliation.run(didRead)
    }

    /// Whether the index could be brought up to date with the packs when that was last tried.
    public var isIndexWritable: Bool { log.live.monitor.withLock { $0.indexFailure == nil } }

    /// How often the index was asked for a record since the store was opened, by whoever did.
    public var indexLookUps: Int { index.lookup.count.load(ordering: .relaxed) }

    /// How many records were put into the index since then.
    public var indexInsertions: Int { index.writer.insertions.load(ordering: .relaxed) }
}
