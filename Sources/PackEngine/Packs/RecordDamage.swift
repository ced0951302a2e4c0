import LockerBase

/// What is wrong with a record, as the cause of an error that says so to a caller.
struct RecordDamage: ImpersonalError, CustomStringConvertible {
    let reason: String
    /// Why it cannot be read, when that is what is wrong.
    let cause: StorageError?

    var description: String { cause.map { "\(reason): \($0)" } ?? reason }
}
