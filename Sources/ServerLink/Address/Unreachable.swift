import LockerBase

/// Nobody answers, or what answers is not what was looked for. Who tells exit codes apart takes it for a daemon that
/// cannot be reached.
package struct Unreachable: Error {
    /// ``LockerError/Code/unavailable``, because of the way to a server or of what is at its end.
    package static func error(_ message: String) -> LockerError {
        LockerError(.unavailable, message, cause: Unreachable())
    }
}
