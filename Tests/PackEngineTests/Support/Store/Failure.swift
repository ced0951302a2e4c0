import LockerBase

/// The error that `body` throws; nil when it throws none, or one of another type.
func failure<Result>(of body: () throws -> Result) -> LockerError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? LockerError
    }
}
