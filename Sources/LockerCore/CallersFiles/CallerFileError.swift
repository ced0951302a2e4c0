import LockerBase
import POSIXSupport

/// A system call that failed on a file of the caller's: their disk is full or broken, not the store's.
public struct CallerFileError: Error {
    /// The call that failed, on which file, and errno.
    public let underlying: SystemError
}

/// Runs `body`, turning a failed system call on the caller's file into an error whose cause says whose file it was.
///
/// - Parameters:
///   - patience: How long the file may keep the thread; nil for ever.
///   - bytes: The most bytes that `body` moves.
/// - Throws: ``LockerError/Code/timedOut`` when it has kept it for longer: the caller was told so meanwhile.
///   ``LockerError/Code/unavailable`` when the daemon stops.
func onCallersFile<Result>(
    _ patience: Patience?, moving bytes: Int = 0, _ body: () throws(SystemError) -> Result
) throws(LockerError) -> Result {
    do {
        guard let patience else { return try body() }
        if let result = try patience.wait(moving: bytes, body) { return result }
    } catch {
        throw LockerError(LockerError(error).code, error.description, cause: CallerFileError(underlying: error))
    }
    switch patience?.end {
    case .stopping: throw LockerError(.unavailable, "the daemon stops; try again when it is there again")
    case .tooSlow, nil: throw LockerError(.timedOut, "the file did not answer in time; try again when it does")
    }
}
