import LockerBase

/// Makes what is written durable, for many callers at a time.
final class PackSyncer: Sendable {
    private let live: LivePacks
    private let interval: Double

    /// So many bytes are worth a sync that nobody waits for, after an interval.
    private static let worthwhileBytes = 1 << 20
    /// What is less waits for so many of them: a sync costs the same for a file of a few bytes.
    private static let patience = 20

    /// - Parameter interval: how long what nobody waits for waits at least, in seconds.
    init(_ live: LivePacks, interval: Double) {
        self.live = live
        self.interval = interval
    }

    /// Blocks until everything that `ticket` depends on is durable. Many callers are served by one fdatasync.
    func commit(_ ticket: DurabilityTicket) throws(LockerError) {
        let isDurable = try live.monitor.withLock { (state) throws(LockerError) -> Bool in
            if try state.isDurable(ticket) { return true }
            state.committing += 1
            return false
        }
        if isDurable { return }
        live.monitor.notifyAll()
        defer { live.monitor.withLock { $0.committing -= 1 } }
        try live.monitor.wait { (state) throws(LockerError) -> Void? in try state.isDurable(ticket) ? () : nil }
    }

    /// The thread that syncs: at once when somebody waits; when nobody does, every ``StoreOptions/syncInterval`` in which
    /// much was written, so that the disk is kept busy and the last wait is short.
    func run() {
        while let dirty = nextDirty() {
            for (pack, end) in dirty {
                if let failure = synchronize(pack) {
                    live.abandon(pack.name.id, failure)
                } else {
                    synced(pack.name.id, upTo: end)
                }
            }
            live.monitor.notifyAll()
        }
    }

    /// Returns why what is written is not durable, if it is not.
    private func synchronize(_ pack: LivePack) -> LockerError? {
        do throws(StorageError) {
            try pack.file.synchronize()
        } catch {
            return LockerError(error, remedy: "what was sent last may be lost; check the disk and send it again")
        }
        if pack.file.isListed { return nil }
        return LockerError(
            .unavailable,
            "\(pack.name.fileName): the file was removed or replaced while it was written; what was sent last is lost, send "
                + "it again")
    }

    private func synced(_ id: UInt32, upTo end: Int) {
        live.monitor.withLock { state in
            // One that failed meanwhile has been cut back to what was durable before.
            guard let phase = state.packs[id]?.phase, phase == .open || phase == .full else { return }
            state.packs[id]?.becameDurable(upTo: end)
        }
    }

    /// Waits for packs with something to sync, with the offset up to which each is written; nil when there will be no
    /// more.
    private func nextDirty() -> [(pack: LivePack, end: Int)]? {
        live.monitor.wait { (state: inout AppendState) -> Void? in
            state.syncSleeps = !state.hasDirtyPacks && !state.isClosing
            return state.syncSleeps ? nil : ()
        }
        waitForMore()
        return live.monitor.wait { (state: inout AppendState) -> [(pack: LivePack, end: Int)]?? in
            let dirty = state.packs.values.filter(\.isDirty).sorted { $0.name < $1.name }
                .map { (pack: $0, end: $0.writtenEnd) }
            guard dirty.isEmpty else { return dirty }
            let isOver = state.isClosing && state.packs.values.allSatisfy(\.inFlight.isEmpty)
            if isOver { return .some(nil) }
            // In a close, somebody is still writing; otherwise the pack that was dirty has failed.
            return state.isClosing ? nil : .some([])
        }
    }

    /// Waits as long as it is better to sync more together.
    private func waitForMore() {
        for _ in 0..<PackSyncer.patience {
            let isWanted = live.monitor.wait(seconds: interval) { state in
                state.isClosing || (state.committing > 0 && state.hasDirtyPacks) ? true : nil
            }
            if isWanted == true || live.monitor.withLock({ $0.dirtyBytes >= PackSyncer.worthwhileBytes }) { return }
        }
    }
}
