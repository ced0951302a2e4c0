import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine

extension SimulatedStorage {
    /// What a disk holds, and what it is going to do wrong.
    struct Disk {
        var files: [PackName: SimulatedContents] = [:]
        /// Whether those who read a pack read on when it is removed or replaced, as on Linux. Without, whoever still
        /// reads one that was removed is found out.
        var keepsForReaders = false
        /// How often there was another pack of a name.
        private(set) var versions: [PackName: Int] = [:]
        /// Those that readers keep.
        private var kept: [PackName: [Int: SimulatedContents]] = [:]
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
        /// How many calls of each kind there were on each pack.
        private var numbers: [DiskCall: Int] = [:]
        /// All calls so far.
        private(set) var calls: [DiskCall] = []
        /// Decides which calls meet which fault.
        var plan: (@Sendable (DiskCall) -> DiskFault?)?
        /// The faults that calls have met.
        private(set) var met: [(call: DiskCall, fault: DiskFault)] = []
        /// Called at the moment of the fault that ends the run.
        var willEnd: (@Sendable () -> Void)?
        /// Whether the run has ended: nothing succeeds any more, and nothing changes.
        private(set) var isDead = false
        /// The records that the disk destroyed: those of acknowledged bytes that nobody can give back.
        private(set) var destroyed: Set<Digest> = []
        /// Packs whose header the disk destroyed.
        private var headless: Set<PackName> = []

        init(_ files: [PackName: SimulatedContents]) {
            self.files = files
        }

        /// The same disk for the next process or after the next start of the machine, with `files`.
        func next(_ files: [PackName: SimulatedContents]) -> Disk {
            var result = Disk(files)
            (result.destroyed, result.headless, result.numbers) = (destroyed, headless, numbers)
            (result.calls, result.plan, result.met) = (calls, plan, met)
            return result
        }
    }
}

extension SimulatedStorage.Disk {
    /// What whoever opened a pack reads, when it was in its version `version` then.
    func contents(of name: PackName, _ version: Int) -> SimulatedContents? {
        version == versions[name, default: 0] ? files[name] : kept[name]?[version]
    }

    /// Removes a pack, or puts another in its place.
    mutating func replace(_ name: PackName, by contents: SimulatedContents?) {
        if keepsForReaders {
            let version = versions[name, default: 0]
            kept[name, default: [:]][version] = files[name]
            versions[name] = version + 1
        }
        files[name] = contents
    }

    /// Counts a call, and tells what goes wrong with it.
    ///
    /// - Throws: when it fails without doing anything.
    mutating func begin(
        _ operation: SimulatedStorage.Operation, _ pack: PackName?
    ) throws(SystemError) -> (DiskCall, DiskFault?) {
        if isDead { throw SystemError("\(operation)", on: "dead disk", number: EIO) }
        try check(operation)
        let key = DiskCall(operation: operation, pack: pack, number: 0)
        let call = DiskCall(operation: operation, pack: pack, number: numbers[key, default: 0])
        numbers[key] = call.number + 1
        calls.append(call)
        guard let fault = plan?(call) else { return (call, nil) }
        met.append((call, fault))
        if case .error(let number) = fault { throw SystemError("\(operation)", on: "simulated pack", number: number) }
        if fault.isEnd, operation != .write { try end(operation, fault) }
        return (call, fault)
    }

    /// What a call with `fault` ends with, when it has done of its work what it does.
    mutating func end(_ operation: SimulatedStorage.Operation, _ fault: DiskFault?) throws(SystemError) {
        switch fault {
        case .short(let number), .torn(let number):
            throw SystemError("\(operation)", on: "simulated pack", number: number)
        case .lost, .evicted: throw SystemError("\(operation)", on: "simulated pack", number: EIO)
        case .crash, .kill:
            willEnd?()
            isDead = true
            throw SystemError("\(operation)", on: "dead disk", number: EIO)
        case .error, .misdirected, .flip, .rot, nil: break
        }
    }

    /// Writes bytes as far as `fault` lets them land, and where.
    mutating func write(_ bytes: [UInt8], at offset: Int, of name: PackName, _ call: DiskCall, _ fault: DiskFault?) {
        let (range, hash) = (offset..<offset + bytes.count, call.hash(2))
        let records = WrittenRecord.all(in: bytes, at: offset)
        switch fault {
        case .short:
            let sectors = SimulatedContents.sectors(of: range)
            let middle = sectors.lowerBound + sectors.count / 2
            files[name, default: SimulatedContents()].write(bytes, at: offset) { $0 < middle }
        case .torn:
            files[name, default: SimulatedContents()].write(bytes, at: offset) { hash >> UInt64($0 % 64) & 1 == 1 }
        case .misdirected:
            misdirect(bytes, hash)
            destroyed.formUnion(records.map(\.digest))
            if offset == 0 { headless.insert(name) }
        default:
            files[name, default: SimulatedContents()].write(bytes, at: offset)
            for record in records {
                files[name]?.wrote(record.digest, in: record.range)
                if headless.contains(name) { destroyed.insert(record.digest) }
            }
        }
    }

    /// Lets bytes land in another place, at the beginning of a sector.
    private mutating func misdirect(_ bytes: [UInt8], _ hash: UInt64) {
        let names = files.keys.sorted()
        guard !names.isEmpty else { return }
        let name = names[Int(hash % UInt64(names.count))]
        let sectors = (files[name]?.bytes.count ?? 0) / SimulatedContents.sector + 1
        let offset = Int((hash >> 16) % UInt64(sectors)) * SimulatedContents.sector
        files[name]?.write(bytes, at: offset)
        destroy(offset..<offset + bytes.count, of: name)
    }

    /// Changes a bit of the medium.
    mutating func rot(_ name: PackName, _ offset: Int, mask: UInt8) {
        files[name]?.rot(offset, mask: mask)
        destroy(offset..<offset + 1, of: name)
    }

    /// Takes note of what is lost with `range`. A pack that is not sealed is lost with its header.
    private mutating func destroy(_ range: Range<Int>, of name: PackName) {
        let isHeader = range.lowerBound < PackFormat.headerLength
        if isHeader { headless.insert(name) }
        for record in files[name]?.records ?? [] where isHeader || record.range.overlaps(range) {
            destroyed.insert(record.digest)
        }
    }

    /// Counts an operation, and throws when it is its turn to fail.
    private mutating func check(_ operation: SimulatedStorage.Operation) throws(SystemError) {
        counts[operation, default: 0] += 1
        for index in faults.indices where faults[index].operation == operation {
            faults[index].after -= 1
            let isDue = faults[index].lasts ? faults[index].after < 0 : faults[index].after == -1
            if isDue { throw SystemError("\(operation)", on: "simulated pack", number: faults[index].number) }
        }
    }
}
