/// What a restore did.
public struct RestoreReport: Sendable, Equatable {
    /// The revision that was restored.
    public var revision: UInt64 = 0
    /// Regular files of the library that the folder has: restored and unchanged ones.
    public var files: Int { restored + unchanged }
    /// Files that were written.
    public var restored = 0
    /// Files that were there already, with the size and modification time of the entry.
    public var unchanged = 0
    /// What was passed over, in path order.
    public var skipped: [Skipped] = []
    /// The length of ``files``.
    public var logicalBytes = 0
    public var seconds = 0.0
    /// What is done and not quite as one would expect, for a human.
    public var warnings: [String] = []

    public init() {}
}
