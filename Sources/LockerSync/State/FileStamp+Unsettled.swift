extension FileStamp {
    /// In the place of this stamp, one that no file has: what may change without another stamp is read again.
    var unsettled: FileStamp { FileStamp(size: .max, modified: modified, changed: 0, inode: 0) }

    /// Whether a change of the file at or after `moment` is sure to show by its modification time alone. What has just got
    /// its name here has a change time that is young, and the time that it was given.
    func isPlainlySettled(at moment: Int64, ignoring mask: StampMask) -> Bool {
        isSettled(at: moment, ignoring: mask.union(.changed))
    }

    /// Whether it is such a one: of the file, nothing but its modification time is known then.
    package var isUnsettled: Bool { size == .max }
}

extension TreeItem {
    /// This item as it is to be remembered, by whether a later change of the file is sure to show in its stamp.
    package func remembered(isSettled: Bool) -> TreeItem {
        guard !isSettled, let stamp else { return self }
        return TreeItem(path: path, modified: modified, content: .file(stamp.unsettled), mode: mode)
    }

    /// The same of an item: a link or a folder has no content to change.
    func isPlainlySettled(at moment: Int64, ignoring mask: StampMask) -> Bool {
        guard let stamp else { return true }
        return stamp.isPlainlySettled(at: moment, ignoring: mask)
    }
}
