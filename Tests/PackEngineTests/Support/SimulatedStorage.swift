import Glibc
import LockerTestSupport
import POSIXSupport
import PackEngine

/// Packs in memory, on a disk that fails on command and forgets on a crash what was not synced.
///
/// As on Linux, pages whose sync failed count as clean afterwards: a second sync succeeds and saves nothing.
final class SimulatedStorage: PackStorage {
    enum Operation: Hashable, CaseIterable {
        case create, write, reserve, synchronize, truncate, seal, remove
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

    struct Disk {
        var files: [PackName: SimulatedFile.Contents] = [:]
        var faults: [Fault] = []
        /// How many operations of each kind there were.
        var counts: [Operation: Int] = [:]
        var readFaults: [ReadFault] = []
        /// How many reads there were.
        var reads = 0
        /// So many reads go on; the next one blocks.
        var heldReads: Int?
        /// Whether asking for the size of a pack blocks: the first thing that a recovery does.
        var isHeld = false
        /// Whether writing a record to a pack of this class blocks.
        var heldWrites: PackClass?
    }

    let disk: Monitor<Disk>

    init(_ files: [PackName: SimulatedFile.Contents] = [:]) {
        disk = Monitor(Disk(files: files))
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
        }
    }

    /// The same disk after the process was killed before anything was synced: all can be read, nothing is durable.
    func afterKill() -> SimulatedStorage {
        SimulatedStorage(disk.withLock { $0.files }.mapValues { $0.afterKill() })
    }

    /// The same disk after a crash: of each page that was not synced, either the old or the new contents.
    func afterCrash(seed: UInt64) -> SimulatedStorage {
        var generator = SplitMix64(seed: seed)
        let files = disk.withLock { $0.files }
        return SimulatedStorage(
            Dictionary(
                uniqueKeysWithValues: files.sorted { $0.key < $1.key }.map {
                    ($0.key, $0.value.afterCrash(using: &generator))
                }))
    }

    func list() throws(SystemError) -> [PackName: Int] {
        disk.withLock { $0.files.mapValues(\.bytes.count) }
    }

    func create(_ name: PackName) throws(SystemError) -> any PackFile {
        try disk.withLock { (disk) throws(SystemError) in
            try disk.check(.create)
            guard disk.files[name] == nil else { throw SystemError("open", on: name.fileName, number: EEXIST) }
            disk.files[name] = SimulatedFile.Contents()
        }
        return SimulatedFile(name, self)
    }

    func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile {
        try disk.withLock { (disk) throws(SystemError) in
            guard disk.files[name] != nil else { throw SystemError("open", on: name.fileName, number: ENOENT) }
            for fault in disk.readFaults where fault.pack == name && fault.range == nil {
                throw SystemError("open", on: name.fileName, number: fault.number)
            }
        }
        return SimulatedFile(name, self)
    }

    func remove(_ name: PackName) throws(SystemError) {
        try disk.withLock { (disk) throws(SystemError) in
            try disk.check(.remove)
            disk.files[name] = nil
        }
    }
}

extension SimulatedStorage.Disk {
    /// Counts an operation, and throws when it is its turn to fail.
    mutating func check(_ operation: SimulatedStorage.Operation) throws(SystemError) {
        counts[operation, default: 0] += 1
        for index in faults.indices where faults[index].operation == operation {
            faults[index].after -= 1
            let isDue = faults[index].lasts ? faults[index].after < 0 : faults[index].after == -1
            if isDue { throw SystemError("\(operation)", on: "simulated pack", number: faults[index].number) }
        }
    }
}
