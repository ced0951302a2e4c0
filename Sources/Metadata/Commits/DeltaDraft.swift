import LockerBase

/// A delta in the making: what is to be put and removed, and the revision it is held against.
struct DeltaDraft {
    let base: Base
    /// The paths of all puts, in order.
    let paths: [EntryPath]
    var puts: [EntryPath: Entry]
    var removals: Set<EntryPath>

    private var additions: [Entry] = []
    private var changes: [Entry] = []
    private var removed: [EntryPath] = []
    private var files: Int64
    private var logicalBytes: Int64

    init(puts: [Entry], removals: [EntryPath], base: Base) {
        self.base = base
        let last = Dictionary(puts.map { ($0.path, $0) }) { _, last in last }
        self.puts = last
        self.removals = Set(removals).subtracting(last.keys)
        paths = last.keys.sorted()
        files = base.library.files
        logicalBytes = base.library.logicalBytes
    }

    /// Holds what is left against the base, in path order.
    mutating func finish(_ check: () throws(LockerError) -> Void) throws -> Delta {
        for path in paths {
            try check()
            if let put = puts[path] { try apply(put) }
        }
        for path in removals.sorted() {
            try check()
            guard let old = try base.entry(at: path) else { continue }
            removed.append(path)
            try count(old, -1)
        }
        return Delta(
            library: base.library.id, base: base.library.newest, additions: additions, changes: changes,
            removals: removed, files: files, logicalBytes: logicalBytes)
    }

    private mutating func apply(_ put: Entry) throws {
        if let old = try base.entry(at: put.path) {
            guard !old.tellsSame(as: put) else { return }
            changes.append(put)
            try count(old, -1)
        } else {
            if let below = try base.firstPath(below: put.path, except: removals) {
                guard put.kind == .folder else { throw DeltaDraft.conflict(below, below: put.path) }
                return
            }
            additions.append(put)
        }
        try count(put, 1)
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
