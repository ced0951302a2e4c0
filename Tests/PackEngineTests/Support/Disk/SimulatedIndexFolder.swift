import Glibc
import LockerTestSupport
import POSIXSupport
import PackEngine

/// The files of an index in memory, on a disk that fails at a call of one's choice and forgets on a crash what was not
/// synced: bytes of files, and names in the folder, of which a crash keeps the first so many changes.
final class SimulatedIndexFolder: IndexFolder {
    /// What a call does instead of what it was told.
    enum Fault: CaseIterable {
        case ioError, noSpace, torn, crash
    }

    struct Disk {
        var files: [Int: SimulatedContents] = [:]
        var names: [String: Int] = [:]
        /// The names before each change of them since they were last synced.
        var earlierNames: [[String: Int]] = []
        var calls = 0
        /// The number of the call that meets a fault.
        var fault: (call: Int, fault: Fault)?
        var isMet = false
        var isDead = false
        /// Whether there is no room: what writes fails, in place too, as on a disk that copies on write.
        var isFull = false
        /// Called at the moment of a crash.
        var willCrash: (@Sendable () -> Void)?
    }

    let disk: Monitor<Disk>

    init(_ disk: Disk = Disk()) {
        self.disk = Monitor(disk)
    }

    /// The same folder after a crash.
    func afterCrash(seed: UInt64) -> SimulatedIndexFolder {
        var random = SplitMix64(seed: seed)
        return SimulatedIndexFolder(
            disk.withLock { disk in
                var next = Disk()
                let states = disk.earlierNames + [disk.names]
                next.names = states[Int(random.next() % UInt64(states.count))]
                for (number, file) in disk.files.sorted(by: { $0.key < $1.key }) {
                    next.files[number] = file.afterCrash(using: &random)
                }
                return next
            })
    }

    /// Counts a call; what it meets. Nil: it does as it is told.
    fileprivate static func begin(_ call: String, _ disk: inout Disk) throws(SystemError) -> Fault? {
        if disk.isDead { throw SystemError(call, on: "dead disk", number: EIO) }
        defer { disk.calls += 1 }
        if disk.isFull, ["pwrite", "fallocate", "rename"].contains(call) {
            throw SystemError(call, on: "simulated index", number: ENOSPC)
        }
        guard let (number, fault) = disk.fault, number == disk.calls else { return nil }
        disk.isMet = true
        // Nothing that reads or removes needs room.
        if fault == .noSpace, ["pread", "fstat", "readdir", "unlink"].contains(call) { return nil }
        switch fault {
        case .ioError: throw SystemError(call, on: "simulated index", number: EIO)
        case .noSpace: throw SystemError(call, on: "simulated index", number: ENOSPC)
        case .torn: return fault
        case .crash:
            disk.isDead = true
            disk.willCrash?()
            return fault
        }
    }

    /// Changes the names, unless the call fails.
    private func change(_ call: String, _ body: (inout Disk) throws(SystemError) -> Void) throws(SystemError) {
        try disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin(call, &disk)
            let names = disk.names
            try body(&disk)
            if disk.names != names { disk.earlierNames.append(names) }
            if fault == .crash { throw SystemError(call, on: "dead disk", number: EIO) }
        }
    }

    func list() throws(SystemError) -> [String: Int] {
        try disk.withLock { (disk) throws(SystemError) in
            _ = try SimulatedIndexFolder.begin("readdir", &disk)
            return disk.names.mapValues { disk.files[$0]?.bytes.count ?? 0 }
        }
    }

    func create(_ name: String) throws(SystemError) -> any IndexFile {
        var number = 0
        try change("open") { (disk) throws(SystemError) in
            number = disk.files.count
            disk.files[number] = SimulatedContents()
            disk.names[name] = number
        }
        return SimulatedIndexFile(folder: self, number: number)
    }

    func open(_ name: String) throws(SystemError) -> any IndexFile {
        let number = try disk.withLock { (disk) throws(SystemError) in
            _ = try SimulatedIndexFolder.begin("open", &disk)
            guard let number = disk.names[name] else { throw SystemError("open", on: name, number: ENOENT) }
            return number
        }
        return SimulatedIndexFile(folder: self, number: number)
    }

    func remove(_ name: String) throws(SystemError) {
        try change("unlink") { $0.names[name] = nil }
    }

    func rename(_ name: String, to other: String) throws(SystemError) {
        try change("rename") { disk in
            disk.names[other] = disk.names[name]
            disk.names[name] = nil
        }
    }

    func synchronize() throws(SystemError) {
        try disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin("fsync", &disk)
            if fault == .torn || fault == .crash { throw SystemError("fsync", on: "simulated index", number: EIO) }
            disk.earlierNames = []
        }
    }
}

/// A file of a ``SimulatedIndexFolder``.
private struct SimulatedIndexFile: IndexFile {
    let folder: SimulatedIndexFolder
    let number: Int

    func size() throws(SystemError) -> Int {
        try folder.disk.withLock { (disk) throws(SystemError) in
            _ = try SimulatedIndexFolder.begin("fstat", &disk)
            return disk.files[number]?.bytes.count ?? 0
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try folder.disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin("pread", &disk)
            let bytes = disk.files[number]?.bytes.dropFirst(offset).prefix(buffer.count) ?? []
            buffer.copyBytes(from: bytes)
            if fault == .torn, !bytes.isEmpty { buffer[bytes.count / 2] ^= 1 }
            return bytes.count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        try folder.disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin("pwrite", &disk)
            let middle = (offset + bytes.count / 2) / SimulatedContents.sector
            disk.files[number, default: SimulatedContents()].write(Array(bytes), at: offset) {
                fault == nil || $0 < middle
            }
            if fault != nil { throw SystemError("pwrite", on: "simulated index", number: EIO) }
        }
    }

    func reserve(_ range: Range<Int>) throws(SystemError) {
        try folder.disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin("fallocate", &disk)
            if fault != nil { throw SystemError("fallocate", on: "simulated index", number: EIO) }
            let length = disk.files[number]?.bytes.count ?? 0
            disk.files[number]?.resize(max(range.upperBound, length))
        }
    }

    func synchronize() throws(SystemError) {
        try folder.disk.withLock { (disk) throws(SystemError) in
            let fault = try SimulatedIndexFolder.begin("fdatasync", &disk)
            // As on Linux: what a sync lost counts as saved afterwards.
            if fault != .crash { disk.files[number]?.synchronize(failing: fault != nil) }
            if fault != nil { throw SystemError("fdatasync", on: "simulated index", number: EIO) }
        }
    }
}
