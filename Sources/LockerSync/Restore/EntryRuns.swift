import LockerAPI
import LockerBase

/// Hands out the entries of a restore in path order, in runs for one thread each.
struct EntryRuns {
    private var entries: TableReader<Locker_V1_Entry>
    private var ahead: Locker_V1_Entry?
    private let files: Int

    /// - Parameter together: whether the daemon gives short files back together: then a run is as many entries as are
    ///   asked for at once, and what is longer than that by itself; else a run is one entry.
    init(_ entries: SortedTable<Locker_V1_Entry>, together: Bool) {
        self.entries = entries.reader()
        files = together ? ShortFileFetch.files : 1
    }

    /// The next run; nil at the end.
    mutating func next() throws(LockerError) -> [Locker_V1_Entry]? {
        var (run, bytes) = ([Locker_V1_Entry](), 0)
        while run.count < files {
            guard let entry = if let ahead { ahead } else { try entries.next() } else { break }
            ahead = nil
            bytes = bytes.adding(entry.kind == .file ? Int(clamping: entry.size) : 0)
            if bytes > ShortFileFetch.bytes, !run.isEmpty {
                ahead = entry
                break
            }
            run.append(entry)
        }
        return run.isEmpty ? nil : run
    }
}
