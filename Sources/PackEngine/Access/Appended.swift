/// What became of a record that was appended.
public struct Appended: Sendable, Equatable {
    /// False when the store had it: nothing was written.
    public let isNew: Bool
    /// The bytes it takes in its pack, without header and padding.
    public let storedBytes: Int
    /// Where the record is, or where it was before.
    public let location: RecordLocation
}

extension Appended {
    /// Of a record that the store had.
    static func known(_ location: RecordLocation) -> Appended {
        Appended(isNew: false, storedBytes: location.storedLength, location: location)
    }
}
