import Glibc
import LockerBase
import POSIXSupport

/// Whoever reads what a command writes to standard output.
enum PipeReader {
    /// Runs `body`; when it fails because the reader has seen enough, that is the end of it, without a word.
    static func tolerating(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as LockerError {
            guard let cause = error.cause as? SystemError, cause.call == "write", cause.number == EPIPE else {
                throw error
            }
            throw ExitStatus.failed
        }
    }
}
