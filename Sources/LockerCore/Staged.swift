import LockerBase
import Metadata
import PackEngine

/// What a session has for its next revision.
struct Staged {
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
        guard count <= Session.maximumStaged else {
            throw LockerError(
                .tooMany, "more than \(Session.maximumStaged) entries are staged; commit before staging more")
        }
    }
}

extension Entry {
    /// What the entry counts for in a quota: a file's length, nothing for links and folders.
    var contentSize: Int64 { kind == .file ? size : 0 }
}
