import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine

/// A pack of a ``SimulatedStorage``.
struct SimulatedFile: GrowingPack {
    private let name: PackName
    private let storage: SimulatedStorage
    private let version: Int

    init(_ name: PackName, _ storage: SimulatedStorage) {
        self.name = name
        self.storage = storage
        version = storage.disk.withLock { $0.versions[name, default: 0] }
    }

    private func change(
        _ operation: SimulatedStorage.Operation, _ body: (inout SimulatedContents, DiskFault?) -> Void
    ) throws(StorageError) {
        try storage.changing { (disk) throws(SystemError) in
            let (_, fault) = try disk.begin(operation, name)
            body(&disk.files[name, default: SimulatedContents()], fault)
            try disk.end(operation, fault)
        }
    }

    func size() throws(StorageError) -> Int {
        try storage.waiting { (disk) throws(SystemError) -> Int? in
            if disk.isHeld { return nil }
            _ = try disk.begin(.size, name)
            return disk.contents(of: name, version)?.bytes.count ?? 0
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        let wanted = offset..<offset + buffer.count
        return try storage.waiting { (disk) throws(SystemError) -> Int? in
            if let limit = disk.heldReads, disk.reads >= limit { return nil }
            disk.reads += 1
            for fault in disk.readFaults where fault.pack == name && fault.range?.overlaps(wanted) == true {
                throw SystemError("read", on: name.fileName, number: fault.number)
            }
            let (call, fault) = try disk.begin(.read, name)
            let count = max(0, min(buffer.count, (disk.contents(of: name, version)?.bytes.count ?? 0) - offset))
            let bit = call.hash(1)
            if fault == .rot, count > 0 { disk.rot(name, offset + Int(bit >> 3) % count, mask: 1 << (bit & 7)) }
            let found = disk.contents(of: name, version)?.bytes ?? []
            if count > 0 { buffer.copyBytes(from: found[offset..<offset + count]) }
            if fault == .flip, count > 0 { buffer[Int(bit >> 3) % count] ^= 1 << (bit & 7) }
            return count
        }
    }

    var isListed: Bool {
        storage.disk.withLock { $0.files[name] != nil && $0.versions[name, default: 0] == version }
    }

    func write(_ parts: [UnsafeRawBufferPointer], at offset: Int) throws(StorageError) {
        if offset > 0 { storage.disk.wait { $0.heldWrites == name.packClass ? nil : () } }
        let bytes = parts.flatMap { Array($0) }
        try storage.changing { (disk) throws(SystemError) in
            let (call, fault) = try disk.begin(.write, name)
            disk.write(bytes, at: offset, of: name, call, fault)
            try disk.end(.write, fault)
        }
    }

    func reserve(_ range: Range<Int>) throws(StorageError) {
        try change(.reserve) { (file, _) in file.resize(max(file.bytes.count, range.upperBound)) }
    }

    func synchronize() throws(StorageError) {
        do throws(StorageError) {
            try change(.synchronize) { (file, fault) in
                if fault?.isEnd == true { return }
                file.synchronize(failing: fault != nil)
                if fault == .evicted { file.evict() }
            }
        } catch {
            storage.disk.withLock { disk in
                if !disk.isDead { disk.files[name]?.synchronize(failing: true) }
            }
            throw error
        }
    }

    func evict() {
        storage.disk.withLock { $0.files[name]?.evict() }
    }

    func truncate(to size: Int) throws(StorageError) {
        try change(.truncate) { (file, _) in file.resize(size) }
    }

    func seal() throws(StorageError) {
        try change(.seal) { (file, _) in file.seal() }
    }
}
