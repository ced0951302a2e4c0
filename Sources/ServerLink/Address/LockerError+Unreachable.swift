import LockerBase

/// Nobody answers, or what answers is not what was looked for. Who tells exit codes apart takes it for a daemon that
/// cannot be reached.
package struct Unreachable: Error {}

extension LockerError {
    /// ``LockerError/Code/unavailable``, because of the way to a server or of what is at its end.
    package init(unreachable message: String) {
        self.init(.unavailable, message, cause: Unreachable())
    }
}
