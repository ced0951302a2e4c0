import LockerBase
import Metadata

/// What one call removes and renames, within the bounds of what a session may stage, and counted in the same memory.
struct Edit {
    private var moved: [Entry] = []
    private var haveAttributes = false
    private(set) var removals: [EntryPath] = []
    let memory: StagingMemory.Loan
    private var bytes = 0

    /// What is put at new paths. What has no attributes says so, since a file of the same content that has some may go
    /// with it.
    var puts: [Entry] {
        haveAttributes ? moved.map { $0.with(attributes: $0.saidAttributes) } : moved
    }

    init(memory: StagingMemory.Loan) {
        self.memory = memory
    }

    mutating func remove(_ entries: [Entry]) throws(LockerError) {
        try add([], removals: entries.map(\.path))
    }

    /// Renames `entries`, which lie at or below `folder`, to where they are with `destination` in its place.
    mutating func move(
        _ entries: [Entry], from folder: EntryPath, to destination: EntryPath
    ) throws(LockerError) {
        var renamed: [Entry] = []
        renamed.reserveCapacity(entries.count)
        for entry in entries {
            let path = try EntryPath(destination.bytes + entry.path.bytes.dropFirst(folder.bytes.count))
            renamed.append(entry.with(path: path))
            if entry.attributes != nil { haveAttributes = true }
        }
        try add(renamed, removals: entries.map(\.path))
    }

    private mutating func add(_ entries: [Entry], removals paths: [EntryPath]) throws(LockerError) {
        bytes += StagingLimits.bytes(of: entries, removals: paths)
        let count = moved.count + removals.count + entries.count + paths.count
        guard count <= StagingLimits.count, bytes <= StagingLimits.bytes else {
            throw LockerError(
                .tooMany,
                "more than \(StagingLimits.count) entries, or \(StagingLimits.bytes >> 20) MiB of paths and attributes, in "
                    + "one call, where a renamed one counts twice; remove or rename the folders in it one after the other"
            )
        }
        try memory.add(entries, removals: paths)
        moved += entries
        removals += paths
    }
}
