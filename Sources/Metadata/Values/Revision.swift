import LockerBase

/// One numbered, immutable state of a library, and what its commit changed.
public struct Revision: Hashable, Sendable {
    /// The ``Library/id`` of the library.
    public let library: Int64
    /// 1 for the library's first commit, and one more for each later one.
    public let number: Int64
    /// When it was committed, in nanoseconds since 1970 UTC.
    public let created: Int64
    /// The name of its commit record in the packs.
    public let commit: Digest
    /// Entries at paths where the revision before had none.
    public let added: Int64
    /// Entries that differ from those at the same paths in the revision before.
    public let changed: Int64
    /// Paths where only the revision before had an entry.
    public let removed: Int64
    /// The files in this revision. Links and folders are not counted.
    public let files: Int64
    /// The sum of the sizes of those files.
    public let logicalBytes: Int64
    /// The sizes of the files that were added, changed and removed; nil in a revision that is older than they are
    /// counted.
    public let bytes: ChangedBytes?
    /// Where it came from, and what is said of it.
    public let provenance: Provenance

    package init(
        library: Int64, number: Int64, created: Int64, commit: Digest, added: Int64, changed: Int64, removed: Int64,
        files: Int64, logicalBytes: Int64, bytes: ChangedBytes?, provenance: Provenance
    ) {
        self.library = library
        self.number = number
        self.created = created
        self.commit = commit
        self.added = added
        self.changed = changed
        self.removed = removed
        self.files = files
        self.logicalBytes = logicalBytes
        self.bytes = bytes
        self.provenance = provenance
    }

    /// The refusal of a number that no retained revision of `library` has.
    public static func isNotThere(_ number: Int64, in library: Library) -> LockerError {
        LockerError(
            .notFound,
            "library '\(library.shownName)': revision \(number) is not there, or has expired; those from "
                + "\(library.first) to \(library.newest) are kept",
            details: [.library: library.name])
    }
}
