import POSIXSupport

/// What went wrong, in a form a program can act on, a human can read and an engineer can trace.
public struct LockerError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is; decides the status on the wire and the exit code.
    public let code: Code
    /// One sentence that names the thing and the remedy.
    public let message: String
    /// Facts for programs, beside the message.
    public let details: [ErrorDetail: String]
    /// The error that led to this one.
    public let cause: (any Error)?

    /// - Parameter hint: goes among the details.
    public init(
        _ code: Code, _ message: String, details: [ErrorDetail: String] = [:], hint: ErrorHint? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.details = hint.map { details.merging([.hint: $0.rawValue]) { own, _ in own } } ?? details
        self.cause = cause
    }

    /// A failed system call; `remedy` says what the reader can do about it.
    public init(_ error: SystemError, remedy: String? = nil) {
        let remedy = Code.remedy(error) ?? remedy
        self.init(Code(error), remedy.map { "\(error.description); \($0)" } ?? error.description, cause: error)
    }

    public var description: String {
        cause.map { "\(message) [\(code.rawValue): \($0)]" } ?? "\(message) [\(code.rawValue)]"
    }

    /// The failures a caller can tell apart. The raw value is the `reason` on the wire (docs/protocol.md).
    public enum Code: String, Sendable, CaseIterable {
        /// The request itself is wrong, whatever the state of the store.
        case invalidArgument = "INVALID_ARGUMENT"
        /// The named thing is not there, or the caller may not know that it is.
        case notFound = "NOT_FOUND"
        /// A thing of this name exists already.
        case alreadyExists = "ALREADY_EXISTS"
        /// The caller is known, and may not do this.
        case permissionDenied = "PERMISSION_DENIED"
        /// The account's quota would be exceeded.
        case overQuota = "OVER_QUOTA"
        /// The file system of the store is full.
        case noSpace = "NO_SPACE"
        /// A limit that bounds what one caller may use at a time is reached.
        case tooMany = "TOO_MANY"
        /// The state of the store forbids it: another daemon owns it, its format is newer.
        case failedPrecondition = "FAILED_PRECONDITION"
        /// What a change counts on in its library does not hold: another came first.
        case conflict = "CONFLICT"
        /// The file changed while it was being read.
        case changed = "CHANGED"
        /// Not now; the same request may succeed later.
        case unavailable = "UNAVAILABLE"
        /// The file that a caller passed did not answer in time.
        case timedOut = "TIMED_OUT"
        /// Whoever made the call has cancelled it.
        case cancelled = "CANCELLED"
        /// Stored bytes are not what they were when they were acknowledged.
        case dataLoss = "DATA_LOSS"
        /// This version does not do that.
        case unimplemented = "UNIMPLEMENTED"
        /// A system call failed in a way that no other code describes.
        case system = "SYSTEM"
        /// A defect in Locker.
        case `internal` = "INTERNAL"
    }
}
