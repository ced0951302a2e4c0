import Glibc
import LockerTestSupport
import POSIXSupport
import PackEngine

/// Packs in memory, on a disk that fails on command and forgets on a crash what was not synced.
///
/// As on Linux, pages whose sync failed count as clean afterwards: a second sync succeeds and saves nothing.
final class SimulatedStorage: PackStorage {
    enum Operation: UInt8, Hashable, CaseIterable {
        case create, write, reserve, synchronize, truncate, seal, remove, open, size, read, list, put
    }

    struct Fault {
        let operation: Operation
        /// So many such operations succeed before one fails.
        var after: Int
        let number: Int32
        /// Whether all later ones fail as well.
        let lasts: Bool
    }

    /// Bytes that cannot be read, or with no range a pack that cannot be opened.
    struct ReadFault {
        let pack: PackName
        let range: Range<Int>?
        let number: Int32
    }

    let disk: Monitor<Disk>
    /// Called after a pack was removed, by the thread that did. Whoever sets it waits until nobody is in it.
    let didRemove = Monitor<(@Sendable (PackName) -> Void)?>(nil)

    init(_ files: [PackName: SimulatedContents] = [:]) {
        disk = Monitor(Disk(files))
    }

    private init(_ disk: Disk) {
        self.disk = Monitor(disk)
    }

    func fail(_ operation: Operation, after: Int = 0, with number: Int32, lasts: Bool = false) {
        disk.withLock {
            $0.faults.append(Fault(operation: operation, after: after, number: number, lasts: lasts))
        }
    }

    /// Blocks every recovery, or lets it go on.
    func hold(_ isHeld: Bool) {
        disk.withLock { $0.isHeld = isHeld }
        disk.notifyAll()
    }

    /// Blocks everybody who writes a record to a pack of the class, or lets all go on.
    func holdWrites(_ packClass: PackClass?) {
        disk.withLock { $0.heldWrites = packClass }
        disk.notifyAll()
    }

    func failReading(_ range: Range<Int>?, of pack: PackName, with number: Int32) {
        disk.withLock { $0.readFaults.append(ReadFault(pack: pack, range: range, number: number)) }
    }

    /// Lets `count` reads go on and blocks those after them, or lets all go on.
    func holdReads(after count: Int?) {
        disk.withLock { disk in disk.heldReads = count.map { $0 + disk.reads } }
        disk.notifyAll()
    }

    func repair() {
        disk.withLock { disk in
            disk.faults = []
            disk.readFaults = []
            disk.plan = nil
        }
    }

    /// The same disk after the process was killed before anything was synced: all can be read, nothing is durable.
    func afterKill() -> SimulatedStorage {
        SimulatedStorage(disk.withLock { $0.files }.mapValues { $0.afterKill() })
    }

    /// The same disk for another process: what was written can be read, what was synced is durable.
    func nextProcess() -> SimulatedStorage {
        SimulatedStorage(disk.withLock { $0.next($0.files) })
    }

    /// The same disk after a crash: of each sector that was not synced, either the old or the new contents.
    func afterCrash(seed: UInt64) -> SimulatedStorage {
        var generator = SplitMix64(seed: seed)
        return SimulatedStorage(
            disk.withLock { disk in
                var files: [PackName: SimulatedContents] = [:]
                for (name, file) in disk.files.sorted(by: { $0.key < $1.key }) {
                    files[name] = file.afterCrash(using: &generator)
                }
                return disk.next(files)
            })
    }

    /// Does something to the disk.
    func changing<Result>(_ body: (inout Disk) throws(SystemError) -> Result) throws(StorageError) -> Result {
        try StorageError.translating { () throws(SystemError) in try disk.withLock(body) }
    }

    /// Does something to the disk as soon as `body` returns something.
    func waiting<Result>(_ body: (inout Disk) throws(SystemError) -> Result?) throws(StorageError) -> Result {
        try StorageError.translating { () throws(SystemError) in try disk.wait(body) }
    }

    func list() throws(StorageError) -> [PackName: Int] {
        try changing { (disk) throws(SystemError) in
            _ = try disk.begin(.list, nil)
            return disk.files.mapValues(\.bytes.count)
        }
    }

    func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        try changing { (disk) throws(SystemError) in
            _ = try disk.begin(.create, name)
            guard disk.files[name] == nil else { throw SystemError("open", on: name.fileName, number: EEXIST) }
            disk.replace(name, by: SimulatedContents())
        }
        return SimulatedFile(name, self)
    }

    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack {
        let file = try file(name)
        if disk.withLock({ $0.files[name]?.isSealed == true }) {
            throw StorageError(.sealed, SystemError("open", on: name.fileName, number: EPERM))
        }
        return file
    }

    func open(_ name: PackName) throws(StorageError) -> any StoredPack { try file(name) }

    private func file(_ name: PackName) throws(StorageError) -> SimulatedFile {
        try changing { (disk) throws(SystemError) in
            guard disk.files[name] != nil else { throw SystemError("open", on: name.fileName, number: ENOENT) }
            for fault in disk.readFaults where fault.pack == name && fault.range == nil {
                throw SystemError("open", on: name.fileName, number: fault.number)
            }
            _ = try disk.begin(.open, name)
        }
        return SimulatedFile(name, self)
    }

    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError) {
        let (new, size) = (try bytes.all(), try bytes.size())
        try changing { (disk) throws(SystemError) in
            _ = try disk.begin(.put, name)
            guard new.count == size else { throw SystemError("read", on: name.fileName, number: EIO) }
            disk.replace(name, by: (disk.files[name] ?? SimulatedContents()).replaced(by: new))
        }
    }

    func remove(_ name: PackName) throws(StorageError) {
        try changing { (disk) throws(SystemError) in
            _ = try disk.begin(.remove, name)
            guard disk.files[name] != nil else { throw SystemError("unlink", on: name.fileName, number: ENOENT) }
            disk.replace(name, by: nil)
        }
        didRemove.withLock { $0?(name) }
    }
}
