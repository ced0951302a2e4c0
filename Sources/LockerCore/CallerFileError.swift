import LockerBase
import POSIXSupport

/// A system call that failed on a file of the caller's: their disk is full or broken, not the store's.
public struct CallerFileError: Error {
    public let underlying: SystemError
}

/// Runs `body`, turning a failed system call on the caller's file into an error whose cause says whose file it was.
func onCallersFile<Result>(_ body: () throws(SystemError) -> Result) throws(LockerError) -> Result {
    do {
        return try body()
    } catch {
        throw LockerError(LockerError(error).code, error.description, cause: CallerFileError(underlying: error))
    }
}
