import LockerAPI
import LockerBase

/// What of a library is to be told to the index next.
struct PendingUpdate {
    private(set) var files: [ListedFile] = []
    private(set) var removed: [EntryPath] = []

    /// The most of both that are told at once.
    static let most = 500

    /// The paths of what is no song take part in no batch of songs, and are few bytes: more of them may come at once.
    private static let mostRemoved = 10_000

    var isFull: Bool { files.count >= PendingUpdate.most || removed.count >= PendingUpdate.mostRemoved }
    var isEmpty: Bool { files.isEmpty && removed.isEmpty }

    /// Takes an entry of a list.
    mutating func add(_ entry: Locker_V1_Entry) {
        if let file = ListedFile(entry) { files.append(file) }
    }

    /// Takes a change. What is not indexed now may have been before, whatever it is called.
    mutating func add(_ change: Locker_V1_Change) {
        if change.hasEntry, let file = ListedFile(change.entry) { return files.append(file) }
        guard change.existed || !change.hasEntry, let path = try? EntryPath(Array(change.path)) else { return }
        removed.append(path)
    }

    /// Takes out all.
    mutating func take() -> PendingUpdate {
        defer { self = PendingUpdate() }
        return self
    }
}
