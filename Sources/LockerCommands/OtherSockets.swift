import LockerBase

/// Where else a daemon may be reached, for somebody who did not reach one.
enum OtherSockets {
    /// `error`, with the sockets at other usual places in its words.
    static func naming(_ others: [String], in error: LockerError) -> LockerError {
        guard let first = others.first, [.unavailable, .failedPrecondition].contains(error.code) else { return error }
        return LockerError(
            error.code, "\(error.message). There is a socket at \(first.printable): --socket \(first.printable)",
            cause: error.cause)
    }
}
