import LockerBase

/// A file that was sent: its entry is staged.
struct SentFile {
    let item: TreeItem
    let blob: Digest
    /// Whether a later change of the file is sure to show in its stamp.
    let isSettled: Bool
    /// Whether the catalog has its audio, and none of that was sent.
    let isMatched: Bool

    /// Bytes of its content.
    let size: Int

    /// - Parameters:
    ///   - blob: what the daemon answered.
    ///   - size: bytes, where that is not what the file system says.
    ///   - clock: that of the file.
    init(
        _ file: SourceFile, at path: EntryPath, blob: some Collection<UInt8>, size: Int? = nil,
        isMatched: Bool = false, by clock: FileSystemClock
    ) throws(LockerError) {
        guard let blob = Digest(blob) else {
            throw LockerError(.internal, "\(path): the daemon answered no digest; its version may differ")
        }
        self.blob = blob
        self.isMatched = isMatched
        self.size = size ?? file.stamp.size
        item = file.item(at: path)
        isSettled = file.isSettled(by: clock)
    }

    /// A short file that the daemon stored as `blob`.
    init(_ file: ShortFile, blob: Digest) {
        item = file.item
        self.blob = blob
        isSettled = file.isSettled
        isMatched = false
        size = file.size
    }
}
