import LockerBase

/// A delta in the making: what is to be put and removed, and the revision it is held against.
struct DeltaDraft {
    let base: Base
    /// In path order, each path once.
    private(set) var puts: [Entry]
    /// In order, none of them at a put.
    private let removals: [EntryPath]
    /// The empty folders, put or of the base, that something is put below: no entries any more.
    var cleared: Set<EntryPath> = []

    /// Where in ``puts`` the additions are.
    private var additions: [Int] = []
    private var changes: [Entry] = []
    private var removed: [EntryPath] = []
    private var retold: [Entry] = []
    private var files: Int64
    private var logicalBytes: Int64
    private var bytes = ChangedBytes()
    private var kept = KeptAttributes()

    init(puts: [Entry], removals: [EntryPath], base: Base) {
        self.base = base
        self.puts = puts.inPathOrder()
        self.removals = removals.inPathOrder().without(self.puts)
        files = base.library.files
        logicalBytes = base.library.logicalBytes
    }

    /// Whether the next revision has nothing at `path`, which is not put, of what the base has there.
    func isRemoved(_ path: EntryPath) -> Bool { cleared.contains(path) || removals.holdsInOrder(path) }

    /// Holds what is left against the base, in path order.
    mutating func finish(_ check: () throws(LockerError) -> Void) throws -> Delta {
        try applyPuts(check)
        try applyRemovals(check)
        if kept.areNews { kept.settle(&puts, at: additions) }
        return Delta(
            library: base.library.id, base: base.library.newest,
            additions: additions.count == puts.count ? puts : additions.map { puts[$0] }, changes: changes,
            removals: removed, retold: retold, files: files, logicalBytes: logicalBytes, bytes: bytes)
    }

    private mutating func applyPuts(_ check: () throws(LockerError) -> Void) throws {
        additions.reserveCapacity(puts.count)
        let walk = try base.walk()
        defer { walk.end() }
        for index in puts.indices {
            try check()
            var put = puts[index]
            if !cleared.isEmpty, cleared.contains(put.path) { continue }
            switch try walk.go(to: put.path) {
            case .there:
                let old = try walk.entry()
                put = kept.put(put, inThePlaceOf: old)
                if old.tellsSame(as: put) {
                    if put.chunk != nil, old.chunk == nil { retold.append(put) }
                    continue
                }
                try kept.noteChange(puts[index], settled: put)
                changes.append(put)
                bytes.change(old, to: put)
                try count(old, -1)
            case .around:
                if let below = try base.firstPath(below: put.path, where: { !isRemoved($0) }) {
                    guard put.kind == .folder else { throw DeltaDraft.conflict(below, below: put.path) }
                    continue
                }
                add(index)
            case .behind:
                add(index)
            }
            try count(put, 1)
        }
    }

    private mutating func add(_ index: Int) {
        additions.append(index)
        bytes.add(puts[index])
        kept.noteAddition(puts[index])
    }

    private mutating func applyRemovals(_ check: () throws(LockerError) -> Void) throws {
        let walk = try base.walk()
        defer { walk.end() }
        for path in cleared.isEmpty ? removals : (removals + cleared).inPathOrder() {
            try check()
            guard try walk.go(to: path) == .there else { continue }
            removed.append(path)
            let old = try walk.entry()
            bytes.remove(old)
            if old.attributes != nil { try kept.noteRemoval(old, beside: additions, of: puts) }
            try count(old, -1)
        }
    }

    private mutating func count(_ entry: Entry, _ sign: Int64) throws {
        guard entry.kind == .file else { return }
        // One large blob under enough paths adds up to more than 2^63 bytes, and costs nothing to send.
        let (sum, overflow) = logicalBytes.addingReportingOverflow(sign * entry.size)
        guard !overflow else {
            throw LockerError(
                .overQuota,
                "\(entry.path): with it library '\(base.library.shownName)' would hold more bytes than can be counted; "
                    + "remove files")
        }
        files += sign
        logicalBytes = sum
    }

    static func conflict(_ path: EntryPath, below other: EntryPath) -> LockerError {
        LockerError(
            .invalidArgument,
            "\(path): it would lie below \(other), which is not a folder; remove or rename one of the two")
    }
}
