import CLinux
import Glibc

/// An open file descriptor, closed when the last reference to it goes away.
///
/// A reference type, so that a descriptor received with a request can be handed from thread to thread and
/// still be closed exactly once.
public final class Descriptor: Sendable {
    /// The number the kernel gave it.
    public let number: Int32

    /// Takes ownership of `number`: nobody else may close it.
    public init(owning number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Opens `path`, always with `O_CLOEXEC`. `flags` and `mode` are those of open(2).
    public static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(SystemError) -> Descriptor {
        let number = retrying { Glibc.open(path, flags | O_CLOEXEC, mode) }
        guard number >= 0 else { throw SystemError("open", on: path) }
        return Descriptor(owning: number)
    }

    /// What fstat(2) says of it.
    public func status(of subject: String = "descriptor") throws(SystemError) -> stat {
        var result = stat()
        guard fstat(number, &result) == 0 else { throw SystemError("fstat", on: subject) }
        return result
    }

    /// The type of the file system that it lies on, as fstatfs(2) tells it.
    public func fileSystemType(of subject: String = "descriptor") throws(SystemError) -> UInt32 {
        var result = statfs()
        guard retrying({ fstatfs(number, &result) }) == 0 else { throw SystemError("fstatfs", on: subject) }
        return UInt32(truncatingIfNeeded: result.f_type)
    }
}

/// Repeats a system call that a signal interrupted.
@inline(__always)
public func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
