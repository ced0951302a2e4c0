/// When a revision was made.
public struct RevisionTime: Hashable, Sendable {
    /// The revision's.
    public let number: Int64
    /// Nanoseconds since 1970 UTC.
    public let created: Int64

    /// Takes both as they are.
    public init(number: Int64, created: Int64) {
        (self.number, self.created) = (number, created)
    }
}
