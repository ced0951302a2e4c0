import LockerBase
import Metadata
import PackEngine

/// What a session has for its next revision.
struct Staged {
    /// The most entries and removals at once, which bounds what a session costs in memory.
    static let maximumCount = 1_000_000

    private(set) var puts: [EntryPath: Entry] = [:]
    private(set) var removals: Set<EntryPath> = []
    /// What in the packs the puts depend on.
    var ticket = Ticket()

    var count: Int { puts.count + removals.count }
    private(set) var logicalBytes: Int64 = 0

    /// Adds entries; the last one put at a path is the one that counts.
    mutating func put(_ entries: [Entry]) throws(LockerError) {
        for entry in entries {
            let replaced = puts.updateValue(entry, forKey: entry.path)
            logicalBytes += entry.contentSize - (replaced?.contentSize ?? 0)
        }
        try checkCount()
    }

    mutating func remove(_ paths: [EntryPath]) throws(LockerError) {
        removals.formUnion(paths)
        try checkCount()
    }

    private func checkCount() throws(LockerError) {
        guard count <= Staged.maximumCount else {
            throw LockerError(
                .tooMany, "more than \(Staged.maximumCount) entries are staged; commit before staging more")
        }
    }
}

extension Entry {
    /// What the entry counts for in a quota: a file's length, nothing for links and folders.
    var contentSize: Int64 { kind == .file ? size : 0 }
}
