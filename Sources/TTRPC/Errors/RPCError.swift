/// A call that did not succeed, as both sides of the connection see it.
public struct RPCError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is.
    public let code: Code
    /// One sentence for people.
    public let message: String
    /// A word for programs, finer than the code: `reason` of the google.rpc.ErrorInfo that travels with the status.
    public let reason: String?
    /// Whose word the reason is: `domain` of the ErrorInfo.
    public let domain: String?
    /// Facts for programs: `metadata` of the ErrorInfo.
    public let details: [String: String]

    /// An error is never ``Code/ok``: that code becomes ``Code/unknown``. Domain and details travel with a reason only.
    public init(
        _ code: Code, _ message: String, reason: String? = nil, domain: String? = nil, details: [String: String] = [:]
    ) {
        self.code = code == .ok ? .unknown : code
        self.message = message
        self.reason = reason
        self.domain = reason == nil ? nil : domain
        self.details = reason == nil ? [:] : details
    }

    public var description: String {
        "\(message) [\(reason ?? "\(code)")]"
    }

    /// The numbers of google.rpc.Code.
    public enum Code: Int32, Sendable, CaseIterable {
        case ok = 0
        case cancelled = 1
        case unknown = 2
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case alreadyExists = 6
        case permissionDenied = 7
        case resourceExhausted = 8
        case failedPrecondition = 9
        case aborted = 10
        case outOfRange = 11
        case unimplemented = 12
        case `internal` = 13
        case unavailable = 14
        case dataLoss = 15
        case unauthenticated = 16
    }
}
