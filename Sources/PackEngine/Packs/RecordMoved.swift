import LockerBase

/// The cause of an error that says that a record has moved.
private struct RecordMoved: Error {}

extension LockerError {
    /// The record's pack was removed between the look-up and the read: a compaction has moved it.
    static let recordMoved = LockerError(
        .unavailable, "the record is being moved; try again", cause: RecordMoved())

    /// Whether it says that a compaction moved a record that was about to be read: it is found when it is looked for
    /// again.
    public var wasMoved: Bool { cause is RecordMoved }
}
