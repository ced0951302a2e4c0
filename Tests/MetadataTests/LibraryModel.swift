import LockerBase
import Metadata

/// A library as plain dictionaries, one for each revision, to hold the store against.
struct LibraryModel {
    struct Conflict: Error {}

    private(set) var revisions: [[EntryPath: Entry]] = [[:]]

    var newest: [EntryPath: Entry] { revisions[revisions.count - 1] }

    /// What the newest revision becomes with `puts` and without `removals`.
    func next(_ puts: [Entry], removing removals: [EntryPath]) throws -> [EntryPath: Entry] {
        var next = newest
        for path in removals { next[path] = nil }
        for put in puts { next[put.path] = put }
        let full = next.keys.filter { folder in next.keys.contains { $0.isBelow(folder) } }
        for path in full {
            guard next[path]?.kind == .folder else { throw Conflict() }
            next[path] = nil
        }
        return next
    }

    mutating func append(_ revision: [EntryPath: Entry]) {
        revisions.append(revision)
    }

    func list(_ revision: Int, under folder: EntryPath? = nil) -> [Entry] {
        revisions[revision].values
            .filter { entry in folder.map { entry.path == $0 || entry.path.isBelow($0) } ?? true }
            .sorted { $0.path < $1.path }
    }

    /// The paths that differ, each with what is there in both revisions.
    func changes(_ since: Int, _ until: Int) -> [(path: EntryPath, old: Entry?, new: Entry?)] {
        Set(revisions[since].keys).union(revisions[until].keys).sorted()
            .map { ($0, revisions[since][$0], revisions[until][$0]) }
            .filter { $0.1 != $0.2 }
    }

    func files(_ revision: Int) -> [Entry] {
        revisions[revision].values.filter { $0.kind == .file }
    }
}
