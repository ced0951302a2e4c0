import GRDB
import LockerBase
import POSIXSupport

/// What SQLite says of a failure, without what was being read or written.
struct IndexFault: ImpersonalError, CustomStringConvertible {
    let description: String

    init(_ error: DatabaseError) {
        description = "SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    }
}

extension LockerError {
    /// What an error on the way through the media index means to a caller, who is not told its path.
    init(ofIndex error: any Error) {
        switch error {
        case let error as LockerError: self = error
        case let error as SystemError:
            self.init(.system, "the media index: \(error.reason); its folder must be there to be written", cause: error)
        case let error as DatabaseError:
            let (code, message) = LockerError.meaning(ofIndex: error.resultCode)
            self.init(code, "the media index: \(message)", cause: IndexFault(error))
        default:
            self.init(.internal, "the media index: an unexpected error; report it with the log around it", cause: error)
        }
    }

    /// The primary result codes of https://www.sqlite.org/rescode.html that an operator can do something about.
    private static func meaning(ofIndex result: ResultCode) -> (Code, String) {
        switch result {
        case .SQLITE_FULL: (.noSpace, "its file system is full; free some space and try again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            (.dataLoss, "it is damaged; stop the gateway and put a backup in its place")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (.unavailable, "another program holds it locked; end that one and try again")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
            (.system, "it cannot be opened or written; let the gateway's user write it and its folder")
        case .SQLITE_IOERR: (.system, "reading or writing failed; look for disk errors in the kernel's log")
        case .SQLITE_MISUSE: (.failedPrecondition, "it is closed; start the gateway again")
        case .SQLITE_NOMEM: (.unavailable, "SQLite ran out of memory; try again when the machine has more to spare")
        default: (.internal, "an unexpected error of SQLite; report it with the log around it")
        }
    }
}
