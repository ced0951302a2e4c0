import LockerBase
import Metadata

/// A library as plain dictionaries, one for each revision, to hold the store against.
struct LibraryModel {
    struct Conflict: Error {
        let path: EntryPath
        let folder: EntryPath
    }

    /// Where an entry was that was purged.
    struct Purged {
        let path: EntryPath
        let since: Int64
        let until: Int64
    }

    private(set) var revisions: [[EntryPath: Entry]] = [[:]]
    private(set) var purged: [Purged] = []

    var newest: [EntryPath: Entry] { revisions[revisions.count - 1] }

    /// What the newest revision becomes with `puts` and without `removals`.
    func next(_ puts: [Entry], removing removals: [EntryPath]) throws -> [EntryPath: Entry] {
        var (next, unsaid) = (newest, Set<EntryPath>())
        for path in removals { next[path] = nil }
        for said in puts {
            let put = LibraryModel.keepingAttributes(said, newest[said.path])
            next[put.path] = put
            // What there is already stays as it is, wherever the recipe of its content is.
            if let old = newest[put.path], old.tellsSame(as: put) { next[put.path] = old }
            if said.attributes == nil { unsaid.insert(put.path) } else { unsaid.remove(put.path) }
        }
        for path in next.keys.sorted() {
            for slash in path.bytes.indices where path.bytes[slash] == UInt8(ascii: "/") {
                let folder = try EntryPath(path.bytes[..<slash])
                guard let above = next[folder] else { continue }
                guard above.kind == .folder else { throw Conflict(path: path, folder: folder) }
                next[folder] = nil
            }
        }
        return renamed(next, unsaid)
    }

    /// What `put` becomes in the place of `old`.
    static func keepingAttributes(_ put: Entry, _ old: Entry?) -> Entry {
        if let said = put.attributes { return said.isEmpty ? put.with(attributes: nil) : put }
        guard let old, old.kind == put.kind else { return put }
        return put.with(attributes: old.attributes)
    }

    /// `next` with the attributes that files at new paths have from those of the same content that go: one each, from one
    /// of the same name before any other.
    private func renamed(_ next: [EntryPath: Entry], _ unsaid: Set<EntryPath>) -> [EntryPath: Entry] {
        var gone = newest.keys.sorted().filter { next[$0] == nil }.compactMap { newest[$0] }
            .filter { $0.attributes != nil && $0.blob != nil }
        var settled = next
        let news = next.keys.sorted().filter { newest[$0] == nil && unsaid.contains($0) }
        var unnamed: [EntryPath] = []
        for isNamed in [true, false] {
            for path in isNamed ? news : unnamed {
                let place = gone.firstIndex { old in
                    let isSame = old.path.components.last == path.components.last
                    return old.blob == next[path]?.blob && (isSame || !isNamed)
                }
                guard let place else {
                    if isNamed { unnamed.append(path) }
                    continue
                }
                settled[path] = settled[path]?.with(attributes: gone.remove(at: place).attributes)
            }
        }
        return settled
    }

    mutating func append(_ revision: [EntryPath: Entry]) {
        revisions.append(revision)
    }

    /// Takes what `isMeant` says out of all revisions, and adds one.
    mutating func purge(where isMeant: (EntryPath) -> Bool) {
        let next = Int64(revisions.count)
        for version in versions(from: 0) where isMeant(version.entry.path) {
            purged.append(Purged(path: version.entry.path, since: version.since, until: version.until ?? next))
        }
        revisions = revisions.map { revision in revision.filter { !isMeant($0.key) } }
        revisions.append(newest)
    }

    /// The paths at which neither revision has anything, and of which the later one of the two is to tell that what the
    /// earlier one had is gone.
    func gone(_ since: Int, _ until: Int) -> Set<EntryPath> {
        let told = purged.filter { $0.since <= since && $0.until > since && $0.until <= until }.map(\.path)
        return Set(told).filter { revisions[since][$0] == nil && revisions[until][$0] == nil }
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
            .filter { change in
                guard let old = change.1, let new = change.2 else { return change.1 != nil || change.2 != nil }
                return !old.tellsSame(as: new)
            }
    }

    func files(_ revision: Int) -> [Entry] {
        revisions[revision].values.filter { $0.kind == .file }
    }

    /// An entry over the revisions in which it stayed the same.
    struct Version {
        let entry: Entry
        let since: Int64
        /// Nil when the newest revision has it.
        var until: Int64?
    }

    /// Those that revision `first` or a later one has.
    func versions(from first: Int64) -> [Version] {
        var open: [EntryPath: Version] = [:]
        var ended: [Version] = []
        for (number, entries) in revisions.enumerated().dropFirst() {
            for (path, version) in open where entries[path] != version.entry {
                ended.append(Version(entry: version.entry, since: version.since, until: Int64(number)))
                open[path] = nil
            }
            for (path, entry) in entries where open[path] == nil {
                open[path] = Version(entry: entry, since: Int64(number))
            }
        }
        return ended.filter { $0.until.map { $0 > first } ?? true } + open.values
    }
}
