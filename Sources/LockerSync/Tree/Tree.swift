import LockerBase

/// What a walk found, each list in the byte order of the paths.
package struct Tree: Sendable {
    package internal(set) var items = SortedTable<TreeItem>()
    /// What a library cannot hold or the walk could not read.
    package internal(set) var skipped: [Skipped] = []
    /// Paths below which nothing is known, because a folder could not be read.
    package internal(set) var unread: [EntryPath] = []
    /// Folders at which another file system is mounted.
    package internal(set) var mounts: [EntryPath] = []
    /// Whether the folder that was walked is such a one itself.
    package internal(set) var isRootMounted = false
    /// Items whose modification time is none that 64 bits of nanoseconds hold; theirs is the nearest that is.
    package internal(set) var clampedTimes: [EntryPath] = []

    /// Whether nothing at all was found, not even something that was passed over.
    package var isEmpty: Bool { items.isEmpty && skipped.isEmpty && unread.isEmpty }
}
