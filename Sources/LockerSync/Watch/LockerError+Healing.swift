import LockerBase

extension LockerError {
    /// Whether what it says may be otherwise a while later, with nothing done about it. What is not found may be a folder or a
    /// library: whoever looked for it knows.
    var healsByWaiting: Bool {
        switch code {
        case .unavailable, .timedOut, .cancelled, .tooMany, .changed, .conflict, .noSpace, .overQuota: true
        case .failedPrecondition, .dataLoss, .system: true
        case .notFound, .invalidArgument, .alreadyExists, .permissionDenied, .unimplemented, .internal: false
        }
    }
}
