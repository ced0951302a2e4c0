import LockerBase
import TTRPC

extension RPCError {
    /// A ``LockerError`` as it goes over the wire: the nearest code of google.rpc.Code, the message, and as the
    /// ErrorInfo's reason the exact code, with the details as its metadata.
    public init(_ error: LockerError) {
        self.init(
            Code(error.code), error.message, reason: error.code.rawValue, domain: LockerError.domain,
            details: error.facts)
    }
}

extension RPCError.Code {
    fileprivate init(_ code: LockerError.Code) {
        self =
            switch code {
            case .invalidArgument: .invalidArgument
            case .notFound: .notFound
            case .alreadyExists: .alreadyExists
            case .permissionDenied: .permissionDenied
            case .overQuota, .noSpace, .tooMany: .resourceExhausted
            case .failedPrecondition: .failedPrecondition
            case .changed, .conflict: .aborted
            case .unavailable: .unavailable
            case .timedOut: .deadlineExceeded
            case .cancelled: .cancelled
            case .dataLoss: .dataLoss
            case .unimplemented: .unimplemented
            case .system: .unknown
            case .internal: .internal
            }
    }
}

extension LockerError {
    /// Whose words the reasons are: the domain of the ErrorInfo.
    public static let domain = "locker.v1"

    /// What came back from the wire: by its reason, or by its code where another server left that out. Details that
    /// this version does not know are dropped.
    public init(_ error: RPCError) {
        let code = error.reason.flatMap(Code.init(rawValue:)) ?? Code(error.code)
        self.init(
            code, ForeignText.sentence(error.message), details: LockerError.details(error.details), cause: error)
    }

    /// Those of `facts` that this version knows.
    public static func details(_ facts: [String: String]) -> [ErrorDetail: String] {
        var details: [ErrorDetail: String] = [:]
        for detail in ErrorDetail.allCases { details[detail] = facts[detail.rawValue] }
        return details
    }

    /// The details by the names that travel.
    public var facts: [String: String] {
        Dictionary(uniqueKeysWithValues: details.map { ($0.rawValue, $1) })
    }
}

extension LockerError.Code {
    fileprivate init(_ code: RPCError.Code) {
        self =
            switch code {
            case .invalidArgument, .outOfRange: .invalidArgument
            case .notFound: .notFound
            case .alreadyExists: .alreadyExists
            case .permissionDenied, .unauthenticated: .permissionDenied
            case .resourceExhausted: .tooMany
            case .failedPrecondition: .failedPrecondition
            case .aborted: .changed
            case .unavailable: .unavailable
            case .cancelled: .cancelled
            case .deadlineExceeded: .timedOut
            case .dataLoss: .dataLoss
            case .unimplemented: .unimplemented
            case .ok, .unknown: .system
            case .internal: .internal
            }
    }
}
