import LockerBase

/// A delta in the making: what is to be put and removed, and the revision it is held against.
struct DeltaDraft {
    private let base: Base
    /// The paths of all puts, in order.
    private let paths: [EntryPath]
    private var puts: [EntryPath: Entry]
    private var removals: Set<EntryPath>

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

    /// Makes folders of all ancestors of the puts: an empty folder among them is no entry any more.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when one of them is a file or a link.
    mutating func clearFolders() throws {
        var cleared: Set<ArraySlice<UInt8>> = []
        for path in paths {
            guard let parent = path.parentBytes, cleared.insert(parent).inserted else { continue }
            for ancestor in path.ancestors {
                let entry = try puts[ancestor] ?? (removals.contains(ancestor) ? nil : base.entry(at: ancestor))
                guard let entry else { continue }
                guard entry.kind == .folder else { throw DeltaDraft.conflict(path, below: ancestor) }
                puts[ancestor] = nil
                removals.insert(ancestor)
            }
        }
    }

    /// Holds what is left against the base, in path order.
    mutating func finish() throws -> Delta {
        for put in paths.compactMap({ puts[$0] }) { try apply(put) }
        for path in removals.sorted() {
            guard let old = try base.entry(at: path) else { continue }
            removed.append(path)
            count(old, -1)
        }
        return Delta(
            library: base.library.id, base: base.library.newest, additions: additions, changes: changes,
            removals: removed, files: files, logicalBytes: logicalBytes)
    }

    private mutating func apply(_ put: Entry) throws {
        if let old = try base.entry(at: put.path) {
            guard old != put else { return }
            changes.append(put)
            count(old, -1)
        } else {
            if let below = try base.firstPath(below: put.path, except: removals) {
                guard put.kind == .folder else { throw DeltaDraft.conflict(below, below: put.path) }
                return
            }
            additions.append(put)
        }
        count(put, 1)
    }

    private mutating func count(_ entry: Entry, _ sign: Int64) {
        guard entry.kind == .file else { return }
        files += sign
        logicalBytes += sign * entry.size
    }

    private static func conflict(_ path: EntryPath, below other: EntryPath) -> LockerError {
        LockerError(
            .invalidArgument,
            "\(path): it would lie below \(other), which is not a folder; remove or rename one of the two")
    }
}
