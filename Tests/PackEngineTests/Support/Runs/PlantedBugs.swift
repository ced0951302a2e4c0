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
        syncing { (file, _) throws(SystemError) in
            do throws(SystemError) { try file.synchronize() } catch { try file.synchronize() }
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
            let file = try storage.open(PackName(kind.packClass, location.pack), writable: false)
            var bytes = [UInt8](repeating: 0, count: location.storedLength)
            let offset = location.offset + PackFormat.headerLength
            _ = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
            return bytes
        }
        return parts
    }

    /// A pack is deleted when the copies of its records are written, and before they are durable and in the index.
    static var deletesBeforeIndexing: StoreRun.Parts {
        var parts = syncing { (file, storage) throws(SystemError) in
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
    typealias Synchronize = @Sendable (any PackFile, InterceptedStorage) throws(SystemError) -> Void

    private let base: SimulatedStorage
    fileprivate let synchronize: Synchronize
    /// The pack that a compaction is going to delete.
    let victim = Monitor<PackName?>(nil)

    init(_ base: SimulatedStorage, _ synchronize: @escaping Synchronize) {
        self.base = base
        self.synchronize = synchronize
    }

    func list() throws(SystemError) -> [PackName: Int] { try base.list() }

    func create(_ name: PackName) throws(SystemError) -> any PackFile {
        InterceptedFile(base: try base.create(name), storage: self)
    }

    func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile {
        InterceptedFile(base: try base.open(name, writable: writable), storage: self)
    }

    func remove(_ name: PackName) throws(SystemError) { try base.remove(name) }
}

private struct InterceptedFile: PackFile {
    let base: any PackFile
    let storage: InterceptedStorage

    func size() throws(SystemError) -> Int { try base.size() }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try base.read(into: buffer, at: offset)
    }

    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(SystemError) {
        try base.write(parts, at: offset)
    }

    func reserve(_ range: Range<Int>) throws(SystemError) { try base.reserve(range) }

    func synchronize() throws(SystemError) { try storage.synchronize(base, storage) }

    func evict() { base.evict() }

    func truncate(to size: Int) throws(SystemError) { try base.truncate(to: size) }

    func seal() throws(SystemError) { try base.seal() }
}
