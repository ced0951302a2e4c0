import GRDB
import LockerBase

extension LockerError {
    /// What an error on the way through the database at `path` means to a caller.
    init(_ error: any Error, database path: String) {
        switch error {
        case let error as LockerError:
            self = error
        case let error as DatabaseError:
            let (code, message) = LockerError.meaning(of: error.resultCode)
            self.init(code, "\(path): \(message)", cause: error)
        case is RowDecodingError:
            self = .damagedMetadata("a row of \(path) does not have the form that was written", cause: error)
        default:
            self.init(.internal, "\(path): an unexpected error; report it with the log around it", cause: error)
        }
    }

    /// A database that was changed behind Locker's back, or by a failing disk. `flaw` says what is wrong with what.
    static func damagedMetadata(_ flaw: String, cause: (any Error)? = nil) -> LockerError {
        LockerError(.dataLoss, "\(flaw); stop lockerd and put a backup of the database in its place", cause: cause)
    }

    /// The primary result codes of https://www.sqlite.org/rescode.html that an operator can do something about.
    private static func meaning(of result: ResultCode) -> (Code, String) {
        switch result {
        case .SQLITE_FULL:
            (.noSpace, "its file system is full; free some space and try again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            (.dataLoss, "the database is damaged; stop lockerd and put a backup of it in its place")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (.unavailable, "another program holds the database locked; end that program and try again")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            (.permissionDenied, "the database cannot be written; let lockerd's user write it and its folder")
        case .SQLITE_CANTOPEN:
            (.system, "the database cannot be opened; its folder must exist, and lockerd's user may write there")
        case .SQLITE_IOERR:
            (.system, "reading or writing the database failed; look for disk errors in the kernel's log")
        case .SQLITE_NOMEM:
            (.unavailable, "SQLite ran out of memory; try again when the machine has more to spare")
        default:
            (.internal, "an unexpected error of SQLite; report it with the log around it")
        }
    }
}
