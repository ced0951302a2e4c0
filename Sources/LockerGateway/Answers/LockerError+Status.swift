import HTTPTypes
import LockerBase
import People

extension LockerError.Code {
    /// The status of RFC 9110, section 15, that says as much.
    package var status: HTTPResponse.Status {
        switch self {
        case .invalidArgument: .badRequest
        case .notFound: .notFound
        case .alreadyExists, .failedPrecondition, .changed: .conflict
        case .permissionDenied: .forbidden
        case .conflict: .preconditionFailed
        case .tooMany: .tooManyRequests
        // RFC 4918, section 11.5.
        case .overQuota, .noSpace: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .unavailable, .cancelled: .serviceUnavailable
        case .timedOut: .gatewayTimeout
        case .unimplemented: .notImplemented
        case .dataLoss, .system, .internal: .internalServerError
        }
    }

    /// Seconds until it is worth another try; nil where that changes nothing.
    package var pause: Int? {
        switch self {
        case .tooMany: 1
        case .unavailable, .timedOut: 5
        default: nil
        }
    }

    /// Whether the error is nobody's but the caller's, so that the log of a service need not have it.
    var isCallersOwn: Bool { status.kind == .clientError || self == .overQuota }
}

extension LockerError {
    /// Whether its message may say where something is on this machine: it came of the system, or of a database. One that
    /// the daemon has answered with does not; that keeps back where its store is.
    package var tellsOfMachine: Bool { retryAfter == nil && cause is any ImpersonalError }

    /// Whether the log is to have it.
    var isForLog: Bool { (!code.isCallersOwn || tellsOfMachine) && code != .cancelled }
}
