import LockerBase
import POSIXSupport

/// The packs that are open for reading: a bounded number, those used last.
final class OpenPackCache: Sendable {
    private struct State {
        var files: [PackName: (file: any StoredPack, used: UInt64)] = [:]
        var clock: UInt64 = 0
        /// Packs that are there no more, because their records have moved.
        var gone: Set<PackName> = []
        /// How often a pack was to be opened anew.
        var renewals: [PackName: Int] = [:]
    }

    private let storage: any PackStorage
    private let state = Monitor(State())
    private static let capacity = 128

    init(storage: any PackStorage) {
        self.storage = storage
    }

    /// The pack `name`, opened when it is not. A thread that reads keeps its file open, whatever happens here.
    func file(_ name: PackName) throws(StorageError) -> any StoredPack {
        let (known, renewals): ((any StoredPack)?, Int?) = state.withLock { state in
            state.clock += 1
            state.files[name]?.used = state.clock
            if let file = state.files[name]?.file { return (file, nil) }
            return (nil, state.renewals[name])
        }
        if let known { return known }
        let file = try storage.open(name)
        state.withLock { state in
            // What was opened before a renewal may be the one that was replaced.
            if state.gone.contains(name) || state.renewals[name] != renewals { return }
            if state.files.count >= OpenPackCache.capacity,
                let oldest = state.files.min(by: { $0.value.used < $1.value.used })
            {
                state.files[oldest.key] = nil
            }
            state.files[name] = (file, state.clock)
        }
        return file
    }

    /// The pack `name` when it is open, whatever has become of its name.
    func openFile(_ name: PackName) -> (any StoredPack)? { state.withLock { $0.files[name]?.file } }

    /// Keeps a pack open whose name is gone, and which could not be put back: it may be all that is left.
    func keep(_ name: PackName, _ file: any StoredPack) {
        state.withLock { state in
            guard !state.gone.contains(name), state.files[name] == nil else { return }
            state.files[name] = (file, state.clock)
        }
    }

    /// Puts a sealed pack of `bytes` in the place of the one of that name, also for those who have that open.
    ///
    /// - Returns: false when a compaction has removed it meanwhile: then it does not come back.
    /// - Throws: why there is none, or why it may not be there for good.
    func replace(_ name: PackName, by bytes: any PackBytes) throws(StorageError) -> Bool {
        defer {
            // After a failure as well: that may have come when the new one was there.
            renew(name)
            if isGone(name) { try? storage.remove(name) }
        }
        try storage.put(name, bytes)
        return !isGone(name)
    }

    /// Opens a pack anew for the next who reads it: another may have been put in its place.
    func renew(_ name: PackName) {
        state.withLock { state in
            state.renewals[name, default: 0] += 1
            state.files[name] = nil
        }
    }

    /// Takes note that a pack is about to be removed.
    func forget(_ name: PackName) {
        state.withLock { state in
            state.gone.insert(name)
            state.files[name] = nil
        }
    }

    /// Takes note that a pack could not be removed.
    func remember(_ name: PackName) {
        state.withLock { state in _ = state.gone.remove(name) }
    }

    /// Whether a pack was removed, so that its records are elsewhere.
    func isGone(_ name: PackName) -> Bool { state.withLock { $0.gone.contains(name) } }
}
