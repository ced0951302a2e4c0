import LockerBase
import MediaLayout
import Metadata
import PackEngine

/// What a session has for its next revision.
struct StagedRevision {
    private(set) var puts: [EntryPath: Entry] = [:]
    private(set) var removals: Set<EntryPath> = []
    /// What in the packs the puts depend on.
    var ticket = DurabilityTicket()
    /// Keep what the puts depend on from being compacted away before they are committed.
    var uses: [ContentUse] = []
    /// The memory that all this takes.
    var memory: StagingMemory.Loan?
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
        let added = StagingLimits.bytes(of: entries, removals: paths)
        guard count + entries.count + paths.count <= StagingLimits.count,
            bytes + added <= StagingLimits.bytes
        else {
            throw LockerError(
                .tooMany,
                "more than \(StagingLimits.count) entries, or \(StagingLimits.bytes >> 20) MiB of paths, would be "
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
}

extension Entry {
    /// What the entry counts for in a quota: a file's length, nothing for links and folders.
    var contentSize: Int64 { kind == .file ? size : 0 }
}
