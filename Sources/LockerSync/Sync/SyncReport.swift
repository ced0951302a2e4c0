/// What a sync did, or with a dry run would do.
public struct SyncReport: Sendable, Equatable {
    /// The library's revision afterwards; 0 when it has none.
    public var revision: UInt64 = 0
    /// Regular files of the folder that the library holds: unchanged, uploaded and matched ones.
    public var files = 0
    /// Files whose content was not read, because nothing about them changed since they were sent.
    public var unchanged = 0
    /// Files that were read and sent.
    public var uploaded = 0
    /// Files that were read and whose audio was not sent, because the catalog has it.
    public var matched = 0
    /// Entries that were removed: by `delete`, or because a file took the place of a folder or a folder that of a file.
    public var removed = 0
    /// What was passed over, in path order.
    public var skipped: [Skipped] = []
    /// The length of ``files``.
    public var logicalBytes = 0
    /// File content that crossed the socket; what the daemon reads from a descriptor does not.
    public var sentBytes = 0
    public var seconds = 0.0
    /// What was done with each entry, in path order, where that was asked for.
    public var changes: [SyncChange]?
    /// Where the library was last synced from, when that is another folder or device.
    public var cameFrom: String?
    /// Whether the daemon could not say where the library came from, because it is older than that.
    public var isOriginUntold = false
    /// Why what was sent could not be remembered: the library is complete, but the next sync reads everything again.
    public var forgotten: String?

    /// What is done and not quite as one would expect, for a human.
    public var warnings: [String] = []

    public init() {}
}
