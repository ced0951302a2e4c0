import GRDB
import LockerBase

/// The newest revision of a library, as the next one is worked out against it.
struct Base {
    let library: Library
    private let database: Database
    private let lookup: EntryLookup
    private let probe: FolderProbe

    init(_ library: Library, _ database: Database) throws {
        self.library = library
        self.database = database
        lookup = try EntryLookup(in: library.id, .newest, database)
        probe = try FolderProbe(in: library.id, database)
    }

    /// Whether there is nothing in it: the first commit, usually the largest, needs no look-ups.
    var isEmpty: Bool { library.newest == 0 }

    /// A walk along it from its beginning; one at a time.
    func walk() throws -> NewestWalk { try NewestWalk(in: library, database) }

    func entry(at path: EntryPath) throws -> Entry? {
        isEmpty ? nil : try lookup.entry(at: path)
    }

    /// The first path below `folder` of which `isLeft` says so.
    func firstPath(below folder: EntryPath, where isLeft: (EntryPath) -> Bool) throws -> EntryPath? {
        let bounds = folder.boundsBelow
        let range = EntryRange(library: library.id, lower: bounds.lower, upper: bounds.upper)
        let entries = try range.newest(database)
        defer { entries.end() }
        while let entry = try entries.next() {
            if isLeft(entry.path) { return entry.path }
        }
        return nil
    }

    /// The innermost of some folders around `path` that has an entry at it or below it.
    ///
    /// Only this one can be an entry itself: nothing lies below an entry, so the folders around this one are none, and
    /// those within it hold nothing. What one folder holds all around it hold as well, so it is found by bisection.
    ///
    /// - Parameter ends: Where the folders' own paths end in that of `path`, outermost first.
    func innermostHolding(_ path: EntryPath, ends: [Int]) throws -> EntryPath? {
        guard !isEmpty, let parent = ends.last else { return nil }
        // Most puts have a neighbour, and end here.
        if try probe.holdsAnything(path.bytes[..<parent]) { return try EntryPath(path.bytes[..<parent]) }
        var holding = 0
        var empty = ends.count - 1
        while holding < empty {
            let middle = (holding + empty) / 2
            if try probe.holdsAnything(path.bytes[..<ends[middle]]) { holding = middle + 1 } else { empty = middle }
        }
        return holding == 0 ? nil : try EntryPath(path.bytes[..<ends[holding - 1]])
    }
}
