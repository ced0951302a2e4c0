import LockerBase

/// What a repair did.
public struct RepairReport: Sendable, Equatable {
    /// Files of the library, in any retained revision, that could not be read back before.
    public var damaged = 0
    /// Of these, files that can be read back again.
    public var healed = 0
    /// Files that still cannot, because the same content is not at hand, in path order.
    public var lost: [Skipped] = []
    /// Bytes of the files that were sent.
    public var sentBytes = 0
    public var seconds = 0.0

    public init() {}
}
