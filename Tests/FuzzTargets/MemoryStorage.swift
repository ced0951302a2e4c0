import Glibc
import POSIXSupport
import PackEngine
import Synchronization

/// One pack in memory.
final class MemoryStorage: PackStorage {
    private let name: PackName
    private let bytes: Mutex<[UInt8]?>

    init(_ name: PackName, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = Mutex(bytes)
    }

    var size: Int { bytes.withLock { $0?.count ?? 0 } }

    func list() throws(StorageError) -> [PackName: Int] { bytes.withLock { $0.map { [name: $0.count] } ?? [:] } }

    func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        throw StorageError(SystemError("create", on: name.fileName, number: EROFS))
    }

    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack { try pack(name) }

    func open(_ name: PackName) throws(StorageError) -> any StoredPack { try pack(name) }

    private func pack(_ name: PackName) throws(StorageError) -> MemoryPack {
        guard name == self.name, bytes.withLock({ $0 != nil }) else {
            throw StorageError(SystemError("open", on: name.fileName, number: ENOENT))
        }
        return MemoryPack(storage: self)
    }

    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) {
        throw StorageError(SystemError("put", on: name.fileName, number: EROFS))
    }

    func remove(_ name: PackName) throws(StorageError) { bytes.withLock { $0 = nil } }

    private struct MemoryPack: GrowingPack {
        let storage: MemoryStorage

        func size() throws(StorageError) -> Int { storage.size }

        func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
            storage.bytes.withLock { bytes in
                let part = (bytes ?? []).dropFirst(offset).prefix(buffer.count)
                buffer.copyBytes(from: part)
                return part.count
            }
        }

        func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(StorageError) {
            let new = parts.flatMap { Array($0) }
            try truncate(to: max(storage.size, offset + new.count))
            storage.bytes.withLock { $0?.replaceSubrange(offset..<offset + new.count, with: new) }
        }

        func reserve(_ range: Range<Int>) throws(StorageError) {}

        func synchronize() throws(StorageError) {}

        func evict() {}

        func truncate(to size: Int) throws(StorageError) {
            storage.bytes.withLock { bytes in
                guard let old = bytes else { return }
                bytes = Array(old.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - old.count))
            }
        }

        var isListed: Bool { storage.bytes.withLock { $0 != nil } }

        func seal() throws(StorageError) {}
    }
}
