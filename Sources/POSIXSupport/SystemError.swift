import Glibc

/// A system call that failed: which one, on what, and the `errno` it left.
public struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The value of `errno`.
    public let number: Int32
    /// The call, as in its manual page: `open`, `fdatasync`.
    public let call: String
    /// What it was called on: a path, or a word such as `socket`.
    public let subject: String

    /// The failure of `call`, with the number that it has left in `errno`.
    public init(_ call: String, on subject: String, number: Int32 = errno) {
        self.number = number
        self.call = call
        self.subject = subject
    }

    public var description: String {
        "\(subject): \(reason) (\(call))"
    }

    /// Whether the disk is full, or what the caller may use of it.
    public var isNoRoom: Bool { number == ENOSPC || number == EDQUOT }

    /// Whether it says nothing of what it was called on: there is no room on the disk, or the process has no descriptors
    /// or no memory left.
    public var isShortage: Bool { isNoRoom || [EMFILE, ENFILE, ENOMEM].contains(number) }

    /// The system's own words for the error: `No space left on device`.
    public var reason: String {
        String(cString: strerror(number))
    }
}
