import LockerBase
import POSIXSupport

/// What `body` returns, nil where it fails.
///
/// - Throws: its failure where that says nothing of what it was called on (``SystemError/isShortage``).
func attempting<Result>(_ body: () throws(SystemError) -> Result) throws(LockerError) -> Result? {
    do {
        return try body()
    } catch {
        guard !error.isShortage else { throw LockerError(error) }
        return nil
    }
}
