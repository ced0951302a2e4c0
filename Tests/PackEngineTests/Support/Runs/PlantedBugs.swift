import LockerBase
import POSIXSupport
import PackEngine

extension StoreRun.Parts {
    /// What is acknowledged was not synced.
    static var acknowledgesBeforeSync: StoreRun.Parts { syncing { (_, _) in } }

    /// A sync that failed counts as one that did not.
    static var ignoresFailedSync: StoreRun.Parts { syncing { (file, _) in try? file.synchronize() } }

    /// A sync that failed is tried again, on the same file.
    static var triesFailedSyncAgain: StoreRun.Parts {
        syncing { (file, _) throws(StorageError) in
            do throws(StorageError) { try file.synchronize() } catch { try file.synchronize() }
        }
    }

    /// What is read is not checked against its digest.
    static var skipsDigestCheck: StoreRun.Parts {
        var parts = StoreRun.Parts()
        parts.read = { (store, storage, kind, digest) in
            guard let location = try store.locator.locate(kind, digest), location.codec == .raw
            else {
                return try store.reader.readAll(kind, digest)
            }
            let file = try storage.open(PackName(kind.packClass, location.pack))
            var bytes = [UInt8](repeating: 0, count: location.storedLength)
            let offset = location.offset + PackFormat.headerLength
            _ = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
            return bytes
        }
        return parts
    }

    /// A pack is deleted when the copies of its records are written, and before they are durable and in the index.
    static var deletesBeforeIndexing: StoreRun.Parts {
        var parts = syncing { (file, storage) throws(StorageError) in
            let victim = storage.victim.withLock { victim in
                defer { victim = nil }
                return victim
            }
            if let victim { try storage.remove(victim) }
            try file.synchronize()
        }
        parts.willEmpty = { (storage, name) in
            (storage as? InterceptedStorage)?.victim.withLock { $0 = name }
        }
        return parts
    }

    private static func syncing(_ synchronize: @escaping InterceptedStorage.Synchronize) -> StoreRun.Parts {
        var parts = StoreRun.Parts()
        parts.storage = { InterceptedStorage($0, synchronize) }
        return parts
    }
}

/// A storage whose files are synced another way.
final class InterceptedStorage: PackStorage {
    typealias Synchronize = @Sendable (any StoredPack, InterceptedStorage) throws(StorageError) -> Void

    private let base: SimulatedStorage
    fileprivate let synchronize: Synchronize
    /// The pack that a compaction is going to delete.
    let victim = Monitor<PackName?>(nil)

    init(_ base: SimulatedStorage, _ synchronize: @escaping Synchronize) {
        self.base = base
        self.synchronize = synchronize
    }

    func list() throws(StorageError) -> [PackName: Int] { try base.list() }

    func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        InterceptedGrowingPack(base: try base.create(name), storage: self)
    }

    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack {
        InterceptedGrowingPack(base: try base.resume(name), storage: self)
    }

    func open(_ name: PackName) throws(StorageError) -> any StoredPack {
        InterceptedPack(base: try base.open(name), storage: self)
    }

    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) { try base.put(name, bytes) }

    func remove(_ name: PackName) throws(StorageError) { try base.remove(name) }
}

private struct InterceptedPack: StoredPack {
    let base: any StoredPack
    let storage: InterceptedStorage

    func size() throws(StorageError) -> Int { try base.size() }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        try base.read(into: buffer, at: offset)
    }

    func synchronize() throws(StorageError) { try storage.synchronize(base, storage) }

    func evict() { base.evict() }
}

private struct InterceptedGrowingPack: GrowingPack {
    let base: any GrowingPack
    let storage: InterceptedStorage

    func size() throws(StorageError) -> Int { try base.size() }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        try base.read(into: buffer, at: offset)
    }

    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(StorageError) {
        try base.write(parts, at: offset)
    }

    func reserve(_ range: Range<Int>) throws(StorageError) { try base.reserve(range) }

    func synchronize() throws(StorageError) { try storage.synchronize(base, storage) }

    func evict() { base.evict() }

    func truncate(to size: Int) throws(StorageError) { try base.truncate(to: size) }

    var isListed: Bool { base.isListed }

    func seal() throws(StorageError) { try base.seal() }
}
