extension PackIndexer {
    /// So many records are worth a change of the index, whatever the time: one sync is for all of them.
    private static let batchSize = 4096

    /// False when the store closes and nothing is left to do.
    func waitForWork() -> Bool {
        let goesOn = live.monitor.wait { (state: inout AppendState) -> Bool? in
            if state.packs.values.contains(where: hasWork) || state.indexFailure != nil { return true }
            let isOver = state.isClosing && state.packs.isEmpty && !state.isOpening.contains(true)
            return isOver ? false : nil
        }
        guard goesOn else { return false }
        _ = live.monitor.wait(seconds: interval) { (state: inout AppendState) -> Void? in
            let isUrgent =
                state.packs.values.contains { $0.isSealable || ($0.phase == .failed && $0.isQuiet) }
                || ((isBatchFull(state) || state.awaitingIndex > 0) && state.indexFailure == nil)
                || (state.isClosing && state.packs.values.allSatisfy { $0.isQuiet && $0.phase != .full })
            return isUrgent ? () : nil
        }
        return true
    }

    func hasWork(_ pack: LivePack) -> Bool {
        switch pack.phase {
        case .open, .full: pack.indexedCount < pack.durableCount || pack.isSealable
        case .failed: pack.isQuiet
        case .sealed, .unsealed: true
        }
    }

    func isBatchFull(_ state: AppendState) -> Bool {
        state.packs.values.reduce(0) { $0 + $1.durableCount - $1.indexedCount } >= PackIndexer.batchSize
    }
}
