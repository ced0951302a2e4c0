extension SyncOptions {
    /// Sets how content reaches the daemon, as somebody wants it or as suits the way there.
    ///
    /// - Parameters:
    ///   - wanted: nil where nobody said.
    ///   - isRemote: whether a server is between: then nothing is sent that need not be, and commits are made more often,
    ///     since what was not committed when the line breaks is sent again.
    package mutating func setTransfer(_ wanted: Transfer?, isRemote: Bool) {
        transfer = wanted ?? (isRemote ? .match : .descriptor)
        if isRemote { (filesPerCommit, bytesPerCommit) = (5_000, 512 << 20) }
    }
}
