import LockerBase
import POSIXSupport

/// The packs that are open for reading: a bounded number, those used last.
final class OpenPackCache: Sendable {
    private struct State {
        var files: [PackName: (file: any PackFile, used: UInt64)] = [:]
        var clock: UInt64 = 0
        /// Packs that are there no more, because their records have moved.
        var gone: Set<PackName> = []
    }

    private let storage: any PackStorage
    private let state = Monitor(State())
    private static let capacity = 128

    init(storage: any PackStorage) {
        self.storage = storage
    }

    /// The pack `name`, opened when it is not. A thread that reads keeps its file open, whatever happens here.
    func file(_ name: PackName) throws(SystemError) -> any PackFile {
        let known = state.withLock { state -> (any PackFile)? in
            state.clock += 1
            state.files[name]?.used = state.clock
            return state.files[name]?.file
        }
        if let known { return known }
        let file = try storage.open(name, writable: false)
        state.withLock { state in
            if state.gone.contains(name) { return }
            if state.files.count >= OpenPackCache.capacity,
                let oldest = state.files.min(by: { $0.value.used < $1.value.used })
            {
                state.files[oldest.key] = nil
            }
            state.files[name] = (file, state.clock)
        }
        return file
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
