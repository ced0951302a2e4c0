/// What a sync did, or with a dry run would do.
package struct SyncReport: Sendable, Equatable {
    /// The library's revision afterwards; 0 when it has none.
    package var revision: UInt64 = 0
    /// Regular files of the folder that the library holds: unchanged, uploaded and matched ones.
    package var files = 0
    /// Files whose content was not read, because nothing about them changed since they were sent.
    package var unchanged = 0
    /// Files that were read and sent.
    package var uploaded = 0
    /// Files that were read and whose audio was not sent, because the catalog has it.
    package var matched = 0
    /// Entries that were removed: by `delete`, or because a file took the place of a folder or a folder that of a file.
    package var removed = 0
    /// What was passed over, in path order.
    package var skipped: [Skipped] = []
    /// How much was left out by patterns and tags of caches, a folder with all below it as one.
    package var excluded = 0
    /// The length of ``files``.
    package var logicalBytes = 0
    /// File content that crossed the socket; what the daemon reads from a descriptor does not.
    package var sentBytes = 0
    package var seconds = 0.0
    /// What was done with each entry, in path order, where that was asked for.
    package var changes: [SyncChange]?
    /// What was left out, in path order, where that was asked for.
    package var exclusions: [ExcludedItem]?
    /// What stays as the library has it, in path order, where that was asked for.
    package var unchangedItems: [TreeItem]?
    /// Where the library was last synced from, when that is another folder or device.
    package var cameFrom: String?
    /// Whether the daemon could not say where the library came from, because it is older than that.
    package var isOriginUntold = false
    /// Why what was sent could not be remembered: the library is complete, but the next sync reads everything again.
    package var forgotten: String?

    /// What is done and not quite as one would expect, for a human.
    package var warnings: [String] = []

    package init() {}
}
