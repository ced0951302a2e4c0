import GRDB
import LockerBase
import POSIXSupport

/// What SQLite says of a failure: the statement, and not what was put into it.
private struct PeopleFailure: ImpersonalError, CustomStringConvertible {
    let description: String
}

extension LockerError {
    /// What an error on the way through the database at `path` means.
    init(_ error: any Error, people path: String) {
        switch error {
        case let error as LockerError: self = error
        case let error as SystemError:
            self.init(error, remedy: "it must exist, and be writable for locker-gateway; --state names it")
        case let error as DatabaseError:
            let (code, message) = LockerError.meaning(of: error.resultCode)
            self.init(code, "\(path): \(message)", cause: PeopleFailure(description: "\(error)"))
        case is RowDecodingError:
            self.init(.dataLoss, "\(path): a row does not have the form that was written; \(LockerError.backup)")
        default:
            self.init(.internal, "\(path): an unexpected error; report it with the log around it", cause: error)
        }
    }

    private static let backup = "stop locker-gateway and put a backup in its place"

    /// The primary result codes of https://www.sqlite.org/rescode.html that somebody can do something about.
    private static func meaning(of result: ResultCode) -> (Code, String) {
        switch result {
        case .SQLITE_FULL: (.noSpace, "its file system is full; free some space and try again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: (.dataLoss, "the database is damaged; \(backup)")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (.unavailable, "another program holds the database locked; try again when it is done")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
            (.system, "the database cannot be opened; let the user of locker-gateway write it and its folder")
        case .SQLITE_IOERR:
            (.system, "reading or writing the database failed; look for space on its disk, and for errors of that")
        case .SQLITE_MISUSE: (.failedPrecondition, "the database is closed; start locker-gateway again")
        default: (.internal, "an unexpected error of SQLite; report it with the log around it")
        }
    }
}
