import LockerBase

/// A way of sending regular files into a session. For one thread.
protocol Sender {
    /// What became of a file: what was sent, or why it was passed over.
    typealias Report = (EntryPath, Result<SentFile, SkipReason>) -> Void

    /// File content that has crossed the socket, failed attempts included.
    var sentBytes: Int { get }

    /// Sends the files at `paths`, and tells `report` of each.
    ///
    /// - Throws: the error after which nothing else can be sent.
    func send(_ paths: [EntryPath], _ report: Report) throws(LockerError)
}
