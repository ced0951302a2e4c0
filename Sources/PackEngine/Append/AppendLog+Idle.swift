import LockerBase

extension AppendLog {
    /// Blocks until the threads behind have done what they do of their own accord: what is full is sealed, what failed
    /// is cut back, room is made ahead.
    ///
    /// - Parameter indexing: whether to wait besides until what is durable is in the index, unless that cannot be
    ///   written.
    func waitUntilIdle(indexing: Bool) {
        if indexing { monitor.withLock { $0.awaitingIndex += 1 } }
        // A pack that is full when it is durable already is sealed at the next occasion: this is one.
        monitor.notifyAll()
        defer { if indexing { monitor.withLock { $0.awaitingIndex -= 1 } } }
        monitor.wait { (state: inout AppendState) -> Void? in
            let isSettled = state.packs.values.allSatisfy { pack in
                let isDue = pack.isSealable || (pack.phase == .failed && pack.isQuiet)
                return !isDue && !pack.isGrowing
            }
            let isPrepared = PackClass.allCases.allSatisfy { packClass in
                !needsPreparation(packClass, state) && !state.isOpening[packClass]
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

extension PackStore {
    /// Blocks until the threads behind the store have done what they do of their own accord, and with `indexing` until
    /// all that is durable is in the index. Between two calls that are followed by this one nothing happens: whoever
    /// counts the operations of a disk finds them in the same order each time.
    package func waitUntilIdle(indexing: Bool = false) {
        log.waitUntilIdle(indexing: indexing)
    }
}
