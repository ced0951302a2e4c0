import LockerBase

/// What is wrong with a call.
enum CallError {
    static func missing(_ name: String) -> LockerError {
        LockerError(.invalidArgument, "the parameter \(name) is missing")
    }

    static func wrong(_ name: String, _ rule: String) -> LockerError {
        LockerError(.invalidArgument, "the parameter \(name) must be \(rule)")
    }

    /// - Parameter what: with its article, as in "no song".
    static func absent(_ what: String) -> LockerError {
        LockerError(.notFound, "\(what) of this library has that id")
    }

    static func refused(_ method: String) -> LockerError {
        LockerError(.permissionDenied, "\(method) is not offered here")
    }
}
