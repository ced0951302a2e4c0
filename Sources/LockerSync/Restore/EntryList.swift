import FoundationEssentials
import LockerAPI
import LockerBase

/// Takes the entries of a library page by page, and gives them in the byte order of their paths, each path once.
struct EntryList {
    private let store: PageStore
    private var writer: TableWriter<Locker_V1_Entry>
    /// Of regular files, and their bytes.
    private(set) var files = (count: 0, bytes: 0)

    init(to store: PageStore) {
        self.store = store
        writer = TableWriter(to: store)
    }

    /// Adds a page of a listing.
    mutating func append(_ entries: [Locker_V1_Entry]) {
        for entry in entries { append(entry) }
    }

    private mutating func append(_ entry: Locker_V1_Entry) {
        writer.append(entry)
        if entry.kind == .file { files = (files.count + 1, files.bytes.adding(Int(clamping: entry.size))) }
    }

    /// All of them, and what is left out because its path comes again.
    mutating func finish() throws(LockerError) -> (entries: SortedTable<Locker_V1_Entry>, repeated: [Skipped]) {
        if writer.isOrdered { return (try writer.finish(), []) }
        var (entries, repeated) = (try writer.finish().reader(), [Skipped]())
        self = EntryList(to: store)
        var last: Data?
        while let entry = try entries.next() {
            if entry.path == last {
                repeated.append(Skipped(path: Array(entry.path), reason: "the daemon lists it more than once"))
            } else {
                append(entry)
            }
            last = entry.path
        }
        return (try writer.finish(), repeated)
    }
}
