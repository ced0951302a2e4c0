import LockerBase

/// Something in a folder that a library can hold.
public struct TreeItem: Sendable, Equatable {
    /// Relative to the folder that was walked.
    public let path: EntryPath
    /// Nanoseconds since 1970.
    public let modified: Int64
    public let content: Content

    public enum Content: Sendable, Equatable {
        case file(FileStamp)
        /// A symbolic link and what it points to; it is never followed.
        case link(target: [UInt8])
        /// A folder with nothing in it: others follow from the paths below them.
        case folder
    }

    public init(path: EntryPath, modified: Int64, content: Content) {
        self.path = path
        self.modified = modified
        self.content = content
    }

    /// The stamp of a regular file, nil for anything else.
    public var stamp: FileStamp? {
        if case .file(let stamp) = content { stamp } else { nil }
    }
}

/// What a walk found, each list in the byte order of the paths.
public struct Tree: Sendable {
    public internal(set) var items: [TreeItem] = []
    /// What a library cannot hold or the walk could not read.
    public internal(set) var skipped: [Skipped] = []
    /// Paths below which nothing is known, because a folder could not be read.
    public internal(set) var unread: [EntryPath] = []

    /// Whether nothing at all was found, not even something that was passed over.
    public var isEmpty: Bool { items.isEmpty && skipped.isEmpty && unread.isEmpty }
}
