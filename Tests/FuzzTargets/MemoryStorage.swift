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

    func list() throws(SystemError) -> [PackName: Int] { bytes.withLock { $0.map { [name: $0.count] } ?? [:] } }

    func create(_ name: PackName) throws(SystemError) -> any PackFile {
        throw SystemError("create", on: name.fileName, number: EROFS)
    }

    func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile {
        guard name == self.name, bytes.withLock({ $0 != nil }) else {
            throw SystemError("open", on: name.fileName, number: ENOENT)
        }
        return MemoryPack(storage: self)
    }

    func remove(_ name: PackName) throws(SystemError) { bytes.withLock { $0 = nil } }

    private struct MemoryPack: PackFile {
        let storage: MemoryStorage

        func size() throws(SystemError) -> Int { storage.size }

        func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
            storage.bytes.withLock { bytes in
                let part = (bytes ?? []).dropFirst(offset).prefix(buffer.count)
                buffer.copyBytes(from: part)
                return part.count
            }
        }

        func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(SystemError) {
            let new = parts.flatMap { Array($0) }
            try truncate(to: max(storage.size, offset + new.count))
            storage.bytes.withLock { $0?.replaceSubrange(offset..<offset + new.count, with: new) }
        }

        func reserve(_ range: Range<Int>) throws(SystemError) {}

        func synchronize() throws(SystemError) {}

        func evict() {}

        func truncate(to size: Int) throws(SystemError) {
            storage.bytes.withLock { bytes in
                guard let old = bytes else { return }
                bytes = Array(old.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - old.count))
            }
        }

        func seal() throws(SystemError) {}
    }
}
