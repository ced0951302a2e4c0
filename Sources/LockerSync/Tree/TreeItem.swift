import LockerBase

/// Something in a folder that a library can hold.
package struct TreeItem: Sendable, Equatable {
    /// Relative to the folder that was walked.
    package let path: EntryPath
    /// Nanoseconds since 1970.
    package let modified: Int64
    package let content: Content
    /// Of a file or a folder: its permission bits, 0777 at most; nil for a link, and where they are not known.
    package let mode: UInt32?

    package enum Content: Sendable, Equatable {
        case file(FileStamp)
        /// A symbolic link and what it points to; it is never followed.
        case link(target: [UInt8])
        /// A folder with nothing in it: others follow from the paths below them.
        case folder
    }

    package init(path: EntryPath, modified: Int64, content: Content, mode: UInt32? = nil) {
        self.path = path
        self.modified = modified
        self.content = content
        self.mode = mode
    }

    /// The stamp of a regular file, nil for anything else.
    package var stamp: FileStamp? {
        if case .file(let stamp) = content { stamp } else { nil }
    }

    /// Whether it is a folder with nothing in it.
    package var isFolder: Bool { content == .folder }

    /// Whether `found`, at the same path, is what this item was when it was sent, as far as `mask` lets it be told.
    /// Permission bits that are not known, as in what earlier versions remember, tell nothing.
    package func isSame(as found: TreeItem, ignoring mask: StampMask = []) -> Bool {
        guard path == found.path, modified == found.modified else { return false }
        if let mode, let other = found.mode, mode != other { return false }
        guard let stamp, let other = found.stamp else { return content == found.content }
        return stamp.without(mask) == other.without(mask)
    }
}
