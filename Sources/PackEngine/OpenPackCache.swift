import LockerBase
import POSIXSupport

/// The packs that are open for reading: a bounded number, those used last.
final class OpenPackCache: Sendable {
    private struct State {
        var files: [PackName: (file: any PackFile, used: UInt64)] = [:]
        var clock: UInt64 = 0
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
            if state.files.count >= OpenPackCache.capacity,
                let oldest = state.files.min(by: { $0.value.used < $1.value.used })
            {
                state.files[oldest.key] = nil
            }
            state.files[name] = (file, state.clock)
        }
        return file
    }
}
