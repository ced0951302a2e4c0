import LockerBase
import Metadata

/// What one call removes and renames, within the bounds of what a session may stage, and counted in the same memory.
struct Edit {
    private(set) var puts: [Entry] = []
    private(set) var removals: [EntryPath] = []
    let memory: StagingMemory.Loan
    private var bytes = 0

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
        var moved: [Entry] = []
        moved.reserveCapacity(entries.count)
        for entry in entries {
            moved.append(
                entry.moved(to: try EntryPath(destination.bytes + entry.path.bytes.dropFirst(folder.bytes.count))))
        }
        try add(moved, removals: entries.map(\.path))
    }

    private mutating func add(_ entries: [Entry], removals paths: [EntryPath]) throws(LockerError) {
        bytes += StagingLimits.bytes(of: entries, removals: paths)
        let count = puts.count + removals.count + entries.count + paths.count
        guard count <= StagingLimits.count, bytes <= StagingLimits.bytes else {
            throw LockerError(
                .tooMany,
                "more than \(StagingLimits.count) entries, or \(StagingLimits.bytes >> 20) MiB of paths, in one call, where "
                    + "a renamed one counts twice; remove or rename the folders in it one after the other")
        }
        try memory.add(entries, removals: paths)
        puts += entries
        removals += paths
    }
}

extension Entry {
    fileprivate func moved(to path: EntryPath) -> Entry {
        Entry(
            path: path, kind: kind, size: size, blob: blob, modified: modified, track: track, target: target,
            mode: mode, chunk: chunk)
    }
}
