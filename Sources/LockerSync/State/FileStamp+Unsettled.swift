extension FileStamp {
    /// In the place of this stamp, one that no file has: what may change without another stamp is read again.
    var unsettled: FileStamp { FileStamp(size: .max, modified: modified, changed: 0, inode: 0) }

    /// Whether it is such a one: of the file, nothing but its modification time is known then.
    package var isUnsettled: Bool { size == .max }
}

extension TreeItem {
    /// This item as it is to be remembered, by whether a later change of the file is sure to show in its stamp.
    package func remembered(isSettled: Bool) -> TreeItem {
        guard !isSettled, let stamp else { return self }
        return TreeItem(path: path, modified: modified, content: .file(stamp.unsettled), mode: mode)
    }
}
