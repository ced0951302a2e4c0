import LockerBase

/// What goes to the library in one commit.
struct OutgoingBatch {
    /// Files that are staged, those that were only renamed among them, and those that could not be sent.
    var files = SentBatch()
    /// Of the renamed ones, how many there are, and where the library has them.
    var moved = 0
    var movedFrom: Set<EntryPath> = []
    /// Links and empty folders.
    var others: [TreeItem] = []
}
