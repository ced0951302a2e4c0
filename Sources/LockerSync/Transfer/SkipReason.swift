import LockerBase

/// Why one file is passed over while the transfer goes on.
struct SkipReason: Error {
    let text: String

    /// Of a file that never stayed as it was.
    static let keepsChanging = SkipReason("changed while it was read; sync again when nobody writes to it")

    init(_ text: String) {
        self.text = text
    }

    /// The reason that `error` gives when it is about the one file; nil when the whole transfer cannot go on.
    init?(_ error: LockerError) {
        switch error.code {
        case .dataLoss: text = "\(error.message); 'locker repair DIR' sends it again from a copy in DIR"
        case .changed, .invalidArgument, .alreadyExists, .permissionDenied, .timedOut, .system: text = error.message
        default: return nil
        }
    }
}

/// How the work on one file ended when it did not succeed.
enum FileFailure: Error {
    case skipped(SkipReason)
    /// Nothing else of the transfer can succeed either.
    case fatal(LockerError)

    init(_ error: LockerError) {
        self = SkipReason(error).map(FileFailure.skipped) ?? .fatal(error)
    }

    /// Of an entry of a library that is read: one that is not there says nothing of the others.
    init(ofEntry error: LockerError) {
        self = error.code == .notFound ? .skipped(SkipReason(error.message)) : FileFailure(error)
    }

    /// Why the file is passed over.
    ///
    /// - Throws: the error with which the whole transfer ends.
    var reason: SkipReason {
        get throws(LockerError) {
            switch self {
            case .skipped(let reason): return reason
            case .fatal(let error): throw error
            }
        }
    }
}
