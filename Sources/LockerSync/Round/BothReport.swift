/// What a sync of both ways did, or with a dry run would do.
package struct BothReport: Sendable, Equatable {
    /// The library's revision that the folder was held against, or the one that was made of it; 0 when there is none.
    package var revision: UInt64 = 0
    /// Regular files of the folder at which nothing was to be done.
    package var unchanged = 0
    /// Files, links and empty folders that came from the library, and the length of the files.
    package var received = 0
    package var receivedBytes = 0
    /// Files and empty folders that got the library's time or permission bits, and no more.
    package var adjusted = 0
    /// Files that were read and sent; links and empty folders.
    package var sent = 0
    /// Of the files, those whose audio was not sent, because the catalog has it.
    package var matched = 0
    /// File content that crossed the socket on its way to the library.
    package var sentBytes = 0
    /// Files that were renamed in the folder, and in the library, with nothing sent.
    package var renamedHere = 0
    package var renamedThere = 0
    /// What was removed from the folder, and from the library.
    package var removedHere = 0
    package var removedThere = 0
    /// Changes of the folder that were not sent, because nothing was to be.
    package var kept = 0
    package var conflicts: [SyncConflict] = []
    /// What has another name in the folder than in the library since, as the disk cannot have it under that one.
    package var placedAs: [PlacedPath] = []
    /// What was passed over, in path order.
    package var skipped: [Skipped] = []
    /// Whether some of that was to be brought or sent: another run may be able to.
    package var isUnfinished = false
    package var seconds = 0.0
    /// What was done at each path, where that was asked for.
    package var changes: [BothChange]?
    /// Why what was done could not be remembered: the next run compares contents.
    package var forgotten: String?
    /// What is done and not quite as one would expect, for a human.
    package var warnings: [String] = []

    package init() {}
}
