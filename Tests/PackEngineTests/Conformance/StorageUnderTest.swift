import LockerTestSupport
import PackEngine

/// The storages that the suite holds to what the protocols say.
enum StorageUnderTest: CaseIterable {
    case directory
    case plain
    case simulated

    /// Runs `body` with an empty storage.
    func with(_ body: (Medium) throws -> Void) throws {
        switch self {
        case .directory:
            try withTemporaryDirectory { directory in
                let path = directory + "/packs"
                let start = { try DirectoryStorage(path: path) }
                try body(Medium(storage: try start(), restarted: start))
            }
        case .plain:
            let storage = PlainStorage()
            try body(Medium(storage: storage, restarted: { storage }))
        case .simulated:
            let storage = SimulatedStorage()
            storage.disk.withLock { $0.keepsForReaders = true }
            try body(
                Medium(storage: storage, restarted: { storage.nextProcess() }) { storage.afterCrash(seed: $0) })
        }
    }

    /// What packs lie on, and what comes after its process.
    struct Medium {
        let storage: any PackStorage
        /// The same for the next process, after this one was killed.
        let restarted: () throws -> any PackStorage
        /// The same after a crash of the machine, where that can be had; a seed decides what of the rest is there.
        var crashed: ((UInt64) -> any PackStorage)?
    }

    static let name = PackName(.data, 1)
    static let other = PackName(.metadata, 2)
    static let old = [UInt8](repeating: 3, count: 5000)
    static let new = [UInt8](repeating: 7, count: 3000)
}

/// What the error that `body` throws means; nil when it throws none.
func failureKind<Result>(of body: () throws -> Result) -> StorageError.Kind? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? StorageError)?.kind
    }
}
