import LockerBase

extension AppendLog {
    /// Ends packs that take records, so that these are sealed and wholly in the index; the next record begins another.
    ///
    /// One of metadata is ended only where its successor has its room already: what is reserved in it is what a removal
    /// on a full disk is written to.
    ///
    /// - Returns: those that are done: not all, where the disk or the index takes no writes.
    func seal(_ names: Set<PackName>) -> Set<PackName> {
        let names = names.filter { $0.packClass == .data || hasSuccessor($0) }
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
        let ended = monitor.withLock { state in
            // What is not durable yet is synced at once, as for a commit.
            state.committing += 1
            state.awaitingIndex += 1
            // An attempt of its own decides, not what the last one met.
            state.indexFailure = nil
            return choose(&state)
        }
        monitor.notifyAll()
        defer {
            monitor.withLock { state in
                state.committing -= 1
                state.awaitingIndex -= 1
            }
        }
        return monitor.wait { (state: inout AppendState) -> Set<PackName>? in
            let done = ended.filter { state.packs[$0.id] == nil }
            return done.count == ended.count || state.indexFailure != nil || state.isClosing ? done : nil
        }
    }

    /// Whether a pack is there, with room, that takes records when this one does no more; makes one if need be.
    private func hasSuccessor(_ name: PackName) -> Bool {
        let packClass = name.packClass
        let (isThere, isMine) = monitor.withLock { state in
            let isThere = (state.spare[packClass]?.reservedEnd ?? 0) >= options.reservation
            let isMine = state.spare[packClass] == nil && !state.isOpening[packClass] && !state.isClosing
            if isMine { state.isOpening[packClass] = true }
            return (isThere, isMine)
        }
        guard isMine else { return isThere }
        makeSpare(packClass)
        return monitor.withLock { ($0.spare[packClass]?.reservedEnd ?? 0) >= options.reservation }
    }

    /// The packs that take records, as they would be sealed with what is durable of them.
    var openPacks: [OpenPack] {
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

extension AppendState {
    /// Lets a pack take no more records. False when it takes none.
    fileprivate mutating func end(_ name: PackName) -> Bool {
        guard current[name.packClass] == name.id, packs[name.id]?.phase == .open else { return false }
        packs[name.id]?.phase = .full
        current[name.packClass] = nil
        return true
    }
}

/// A pack that takes records, as it was at a moment.
public struct OpenPack: Sendable {
    public let name: PackName
    /// The bytes that it would have if it were sealed.
    let size: Int
    /// Of these, what is no records.
    let overhead: Int
    let records: Int
}
