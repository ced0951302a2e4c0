import LockerBase

/// When the operator's work on the store was last done. See ``MetadataStore`` for what holds for every call.
public protocol OperationLog: Sendable {
    /// What was recorded of each operation, in the order of their names.
    func all() throws(LockerError) -> [Operation]

    /// Takes note of an operation. A moment that `operation` does not have stays as it was.
    func record(_ operation: Operation) throws(LockerError)
}
