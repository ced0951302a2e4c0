/// What became of the files of one batch.
struct SentBatch {
    var sent: [SentFile] = []
    var skipped: [Skipped] = []
    /// File content that crossed the socket.
    var sentBytes = 0

    /// Files of which something is known.
    var count: Int { sent.count + skipped.count }

    /// The files of `batch` of which nothing is known yet.
    func rest(of batch: ArraySlice<TreeItem>) -> ArraySlice<TreeItem> {
        let known = Set(sent.map(\.item.path.bytes) + skipped.map(\.path))
        return batch.filter { !known.contains($0.path.bytes) }[...]
    }

    mutating func add(_ other: SentBatch) {
        sent += other.sent
        skipped += other.skipped
        sentBytes += other.sentBytes
    }
}
