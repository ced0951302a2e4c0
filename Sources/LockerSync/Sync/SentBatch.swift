/// What became of the files of one batch.
struct SentBatch {
    var sent: [SentFile] = []
    var skipped: [Skipped] = []
    /// File content that crossed the socket.
    var sentBytes = 0

    mutating func add(_ other: SentBatch) {
        sent += other.sent
        skipped += other.skipped
        sentBytes += other.sentBytes
    }
}
