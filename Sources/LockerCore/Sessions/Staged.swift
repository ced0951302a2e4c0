import LockerBase
import MediaLayout
import Metadata
import PackEngine

/// What a session has for its next revision.
struct Staged {
    /// The most entries and removals at once.
    static let maximumCount = 1_000_000
    /// The most bytes of their paths and targets. With the count it bounds what a session costs in memory.
    static let maximumBytes = 128 << 20

    private(set) var puts: [EntryPath: Entry] = [:]
    private(set) var removals: Set<EntryPath> = []
    /// What in the packs the puts depend on.
    var ticket = DurabilityTicket()
    /// Keep what the puts depend on from being compacted away before they are committed.
    var uses: [ContentUse] = []
    /// The memory that all this takes.
    var memory: StagingMemory.Share?
    /// What the uploaded contents among the puts are.
    var formats: [Digest: Format] = [:]

    var count: Int { puts.count + removals.count }
    private(set) var logicalBytes: Int64 = 0
    /// Of all paths and targets that were staged, replaced ones included.
    private var bytes = 0

    /// Takes removals, and then entries. Of what is said of one path, the last counts.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when that would be more than may be staged; nothing is then.
    mutating func add(_ entries: [Entry], removals paths: [EntryPath] = []) throws(LockerError) {
        let added = Staged.bytes(of: entries, removals: paths)
        guard count + entries.count + paths.count <= Staged.maximumCount, bytes + added <= Staged.maximumBytes else {
            throw LockerError(
                .tooMany,
                "more than \(Staged.maximumCount) entries, or \(Staged.maximumBytes >> 20) MiB of paths, would be "
                    + "staged; commit before staging more")
        }
        bytes += added
        for path in paths {
            if let replaced = puts.removeValue(forKey: path) { logicalBytes -= replaced.contentSize }
            removals.insert(path)
        }
        for entry in entries {
            removals.remove(entry.path)
            let replaced = puts.updateValue(entry, forKey: entry.path)
            logicalBytes += entry.contentSize - (replaced?.contentSize ?? 0)
        }
    }

    /// The bytes of their paths and targets.
    static func bytes(of entries: [Entry], removals paths: [EntryPath]) -> Int {
        entries.reduce(0) { $0 + $1.path.bytes.count + ($1.target?.count ?? 0) }
            + paths.reduce(0) { $0 + $1.bytes.count }
    }
}

extension Entry {
    /// What the entry counts for in a quota: a file's length, nothing for links and folders.
    var contentSize: Int64 { kind == .file ? size : 0 }
}
