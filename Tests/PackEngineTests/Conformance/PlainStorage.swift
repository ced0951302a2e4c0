import Glibc
import LockerBase
import POSIXSupport
import PackEngine

/// Packs in memory: as little as a storage can be.
final class PlainStorage: PackStorage {
    private let packs = Monitor<[PackName: PlainPack]>([:])

    func list() throws(StorageError) -> [PackName: Int] {
        packs.withLock { $0 }.mapValues { pack in pack.contents.withLock(\.bytes.count) }
    }

    func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        try packs.withLock { (packs) throws(StorageError) in
            guard packs[name] == nil else { throw PlainStorage.failure("create", name, EEXIST) }
            let pack = PlainPack(name, [], isSealed: false, of: self)
            packs[name] = pack
            return pack
        }
    }

    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack {
        let pack = try pack(name, "resume")
        try pack.checkGrows()
        return pack
    }

    func open(_ name: PackName) throws(StorageError) -> any StoredPack { try pack(name, "open") }

    private func pack(_ name: PackName, _ call: String) throws(StorageError) -> PlainPack {
        guard let pack = packs.withLock({ $0[name] }) else { throw PlainStorage.failure(call, name, ENOENT) }
        return pack
    }

    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) {
        let new = try bytes.all()
        guard new.count == (try bytes.size()) else { throw PlainStorage.failure("put", name, EIO) }
        packs.withLock { $0[name] = PlainPack(name, new, isSealed: true, of: self) }
    }

    func remove(_ name: PackName) throws(StorageError) {
        guard packs.withLock({ $0.removeValue(forKey: name) }) != nil else {
            throw PlainStorage.failure("remove", name, ENOENT)
        }
    }

    fileprivate func has(_ pack: PlainPack) -> Bool { packs.withLock { $0[pack.name] === pack } }

    private static func failure(_ call: String, _ name: PackName, _ number: Int32) -> StorageError {
        StorageError(SystemError(call, on: name.fileName, number: number))
    }
}

private final class PlainPack: GrowingPack {
    let name: PackName
    let contents: Monitor<(bytes: [UInt8], isSealed: Bool)>
    private unowned let storage: PlainStorage

    init(_ name: PackName, _ bytes: [UInt8], isSealed: Bool, of storage: PlainStorage) {
        self.name = name
        self.storage = storage
        contents = Monitor((bytes, isSealed))
    }

    func size() throws(StorageError) -> Int { contents.withLock(\.bytes.count) }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        try TestBytes(bytes: contents.withLock(\.bytes)).read(into: buffer, at: offset)
    }

    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(StorageError) {
        let new = parts.flatMap { Array($0) }
        try resize(to: { max($0, offset + new.count) })
        contents.withLock { $0.bytes.replaceSubrange(offset..<offset + new.count, with: new) }
    }

    func reserve(_ range: Range<Int>) throws(StorageError) { try resize(to: { max($0, range.upperBound) }) }

    func truncate(to size: Int) throws(StorageError) { try resize(to: { _ in size }) }

    private func resize(to size: (Int) -> Int) throws(StorageError) {
        try checkGrows()
        contents.withLock { contents in
            let (old, new) = (contents.bytes, size(contents.bytes.count))
            contents.bytes = Array(old.prefix(new)) + [UInt8](repeating: 0, count: max(0, new - old.count))
        }
    }

    func synchronize() throws(StorageError) {}

    func evict() {}

    var isListed: Bool { storage.has(self) }

    func seal() throws(StorageError) { contents.withLock { $0.isSealed = true } }

    func checkGrows() throws(StorageError) {
        guard contents.withLock(\.isSealed) else { return }
        throw StorageError(.sealed, SystemError("write", on: name.fileName, number: EPERM))
    }
}
