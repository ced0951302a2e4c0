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
    /// What patterns and tags of caches leave out.
    package internal(set) var excluded = SortedTable<ExcludedItem>()
    /// What the walk was told to leave out.
    let rules: IgnoreRules
    /// The folder of the library that all of it goes below; nil for the library itself.
    let under: EntryPath?
    /// The folder that it was told to pass over, where it came by it.
    var passedOver: EntryPath?
    /// The ignore files that it found.
    var ignoreFiles = SortedTable<IgnoreFile>()
    /// The first line of those that is too long to be a pattern, and how many are.
    var longLines: (first: String, count: Int)?
    /// The first two names that not every device can hold beside each other, and how many such pairs there are.
    var twins: (first: TwinNames, count: Int)?

    /// Whether nothing at all was found, not even something that was passed over. What is left out is nothing: it may be
    /// litter that was put where a disk is to be mounted.
    package var isEmpty: Bool { items.isEmpty && skipped.isEmpty && unread.isEmpty }

    /// Whether it was told, or found, of anything that is to be left out.
    var hasExclusions: Bool {
        !excluded.isEmpty || !ignoreFiles.isEmpty || !rules.commandLine.rules.isEmpty || !rules.defaults.rules.isEmpty
    }

    init(_ rules: IgnoreRules, under: EntryPath?) {
        (self.rules, self.under) = (rules, under)
    }
}
