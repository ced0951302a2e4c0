import LockerBase

/// One entry of an archive.
package struct ZIPEntry: Hashable, Sendable {
    /// What it becomes on a disk.
    package enum Kind: Hashable, Sendable {
        case file
        /// Of which nothing is known but its name and its time.
        case folder
        /// Whose content is where it leads.
        case link
    }

    /// Where it goes, below the folder in which the archive is unpacked.
    package let path: EntryPath
    /// What it becomes there.
    package let kind: Kind
    /// In bytes; none of a folder.
    package let size: UInt64
    /// Seconds since the beginning of 1970.
    package let modified: Int64
    /// The nine permission bits. Those that let a program run as somebody else are not told.
    package let permissions: UInt32

    /// - Parameters:
    ///   - size: of its content, in bytes; that of a link is how long the path is to which it leads.
    ///   - modified: seconds since the beginning of 1970.
    ///   - mode: the bits of chmod(2); others are passed over.
    package init(_ path: EntryPath, _ kind: Kind = .file, size: UInt64 = 0, modified: Int64, mode: UInt32) {
        self.path = path
        self.kind = kind
        self.size = kind == .folder ? 0 : size
        self.modified = modified
        permissions = mode & 0o777
    }
}
