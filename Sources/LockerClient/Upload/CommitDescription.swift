import LockerAPI

/// What a client says of a revision beside what it holds. A daemon that does not know of that makes the revision all
/// the same.
public struct CommitDescription: Sendable {
    /// Where it comes from; nil for not telling.
    public var origin: Locker_V1_Origin?
    /// What is written of it; empty for nothing.
    public var note: String
    /// The revision that folder and library had last agreed on; nil for not telling.
    public var base: UInt64?

    /// Takes the fields as they are; without any, nothing is said.
    public init(origin: Locker_V1_Origin? = nil, note: String = "", base: UInt64? = nil) {
        (self.origin, self.note, self.base) = (origin, note, base)
    }
}
