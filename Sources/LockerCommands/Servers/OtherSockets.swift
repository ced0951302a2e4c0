import LockerBase

/// Where else a daemon may be reached, for somebody who did not reach one.
package enum OtherSockets {
    /// `error`, with the sockets at other usual places in its words.
    package static func naming(_ others: [String], in error: LockerError) -> LockerError {
        guard let first = others.first, [.unavailable, .failedPrecondition].contains(error.code) else { return error }
        let end = error.message.hasSuffix("?") ? "" : "."
        return LockerError(
            error.code, "\(error.message)\(end) There is a socket at \(first.printable): --socket \(first.printable)",
            cause: error.cause)
    }
}
