import GRDB
import Glibc
import LockerBase
import POSIXSupport

/// It tells the statement, and not what is put into it.
extension DatabaseError: ImpersonalError {}

extension LockerError {
    /// What an error on the way through a database means to a caller.
    ///
    /// - Parameters:
    ///   - name: What the message calls the database. Only the operator may be told its path.
    ///   - systemError: The `errno` behind an SQLITE_IOERR, when it is known.
    init(_ error: any Error, database name: String, systemError: Int32 = 0) {
        switch error {
        case let error as LockerError:
            self = error
        case let error as SystemError:
            self.init(
                LockerError.isFull(error.number) ? .noSpace : .system,
                "\(name): \(error.reason); its folder must exist, and lockerd's user may write there", cause: error)
        case let error as DatabaseError where LockerError.isFull(error, systemError):
            let (code, message) = LockerError.meaning(of: .SQLITE_FULL)
            self.init(code, "\(name): \(message)", cause: error)
        case let error as DatabaseError:
            let (code, message) = LockerError.meaning(of: error.resultCode)
            self.init(code, "\(name): \(message)", cause: error)
        case is RowDecodingError:
            self = .damagedMetadata("a row of \(name) does not have the form that was written", cause: error)
        default:
            self.init(.internal, "\(name): an unexpected error; report it with the log around it", cause: error)
        }
    }

    /// A database that was changed behind Locker's back, or by a failing disk. `flaw` says what is wrong with what.
    static func damagedMetadata(_ flaw: String, cause: (any Error)? = nil) -> LockerError {
        LockerError(.dataLoss, "\(flaw); \(remedy)", cause: cause)
    }

    private static let remedy =
        "stop lockerd and tell the database again from the packs, with lockerd --rebuild, or put a backup in its place"

    /// Whether the I/O error `error` is one for want of space. SQLite keeps no errno of one that the end of a
    /// transaction meets.
    private static func isFull(_ error: DatabaseError, _ systemError: Int32) -> Bool {
        error.resultCode == .SQLITE_IOERR && isFull(systemError)
    }

    /// Whether a system call that left `number` in errno ran out of space.
    private static func isFull(_ number: Int32) -> Bool {
        number == ENOSPC || number == EDQUOT
    }

    /// The primary result codes of https://www.sqlite.org/rescode.html that an operator can do something about.
    private static func meaning(of result: ResultCode) -> (Code, String) {
        switch result {
        case .SQLITE_FULL:
            (.noSpace, "its file system is full; free some space and try again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            (.dataLoss, "the database is damaged; \(remedy)")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (.unavailable, "another program holds the database locked; end that program and try again")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            // Not for want of a right of the caller's, which is what that code says.
            (.system, "the database cannot be written; let lockerd's user write it and its folder")
        case .SQLITE_CANTOPEN:
            (.system, "the database cannot be opened; its folder must exist, and lockerd's user may write there")
        case .SQLITE_IOERR:
            (
                .system,
                "reading or writing the database failed; see that its file system has space left, and look for disk "
                    + "errors in the kernel's log"
            )
        case .SQLITE_MISUSE:
            (.failedPrecondition, "the database is closed; start lockerd again")
        case .SQLITE_NOMEM:
            (.unavailable, "SQLite ran out of memory; try again when the machine has more to spare")
        default:
            (.internal, "an unexpected error of SQLite; report it with the log around it")
        }
    }
}
