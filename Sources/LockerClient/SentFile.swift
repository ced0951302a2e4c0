import LockerBase

/// A file that was sent: its entry is staged.
struct SentFile {
    let item: TreeItem
    let blob: Digest
    /// Whether a later change of the file is sure to show in its stamp.
    let isSettled: Bool
    /// Whether the catalog has its audio, and none of that was sent.
    let isMatched: Bool

    /// - Parameter blob: what the daemon answered.
    init(
        _ file: SourceFile, at path: EntryPath, blob: some Collection<UInt8>, isMatched: Bool = false
    ) throws(LockerError) {
        guard let blob = Digest(blob) else {
            throw LockerError(.internal, "\(path): the daemon answered no digest; its version may differ")
        }
        self.blob = blob
        self.isMatched = isMatched
        item = TreeItem(path: path, modified: file.stamp.modified, content: .file(file.stamp))
        isSettled = file.stamp.isSettled(at: file.opened)
    }
}
