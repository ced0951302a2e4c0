import LockerBase

extension PackIndexer {
    /// Ends packs that take records, so that these are sealed and wholly in the index; the next record begins another.
    ///
    /// One of metadata is ended only where its successor has its room already: what is reserved in it is what a removal
    /// on a full disk is written to.
    ///
    /// - Returns: those that are done: not all, where the disk or the index takes no writes.
    func seal(_ names: Set<PackName>) -> Set<PackName> {
        let names = names.filter { $0.packClass == .data || room.hasSuccessor($0) }
        return waitUntilIndexed { state in names.filter { state.end($0) } }
    }

    /// Blocks until the packs that take no more records are sealed and wholly in the index, as far as disk and index take
    /// writes: one that a failed write ended is settled a moment later, and whoever gives room back wants it at once.
    func settleEnded() {
        _ = waitUntilIndexed { state in Set(state.packs.values.filter { $0.phase != .open }.map(\.name)) }
    }

    /// Blocks until the packs that `choose` names, which take no more records, are wholly in the index.
    ///
    /// - Returns: those that are: not all, where the disk or the index takes no writes.
    private func waitUntilIndexed(_ choose: (inout AppendState) -> Set<PackName>) -> Set<PackName> {
        let ended = live.monitor.withLock { state in
            let ended = choose(&state)
            if ended.isEmpty { return ended }
            // What is not durable yet is synced at once, as for a commit.
            state.committing += 1
            state.awaitingIndex += 1
            // An attempt of its own decides, not what the last one met.
            state.indexFailure = nil
            return ended
        }
        if ended.isEmpty { return [] }
        live.monitor.notifyAll()
        defer {
            live.monitor.withLock { state in
                state.committing -= 1
                state.awaitingIndex -= 1
            }
        }
        return live.monitor.wait { (state: inout AppendState) -> Set<PackName>? in
            let done = ended.filter { state.packs[$0.id] == nil }
            return done.count == ended.count || state.indexFailure != nil || state.isClosing ? done : nil
        }
    }

    /// Blocks until everything that `ticket` depends on, which is durable, is in the index.
    ///
    /// - Throws: why the index cannot be written.
    func waitUntilIndexed(_ ticket: DurabilityTicket) throws(LockerError) {
        let isIndexed = live.monitor.withLock { state in
            if ticket.needs.allSatisfy({ state.isIndexed($0) }) { return true }
            state.awaitingIndex += 1
            // There may be room by now: an attempt of its own decides, not what the last one met.
            state.indexFailure = nil
            return false
        }
        if isIndexed { return }
        live.monitor.notifyAll()
        defer { live.monitor.withLock { $0.awaitingIndex -= 1 } }
        try live.monitor.wait { (state) throws(LockerError) -> Void? in
            if ticket.needs.allSatisfy({ state.isIndexed($0) }) { return () }
            if let failure = state.indexFailure { throw failure }
            return nil
        }
    }
}
