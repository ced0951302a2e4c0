import GRDB
import LockerBase

/// The newest revision of a library, as the next one is worked out against it.
struct Base {
    let library: Library
    private let database: Database
    private let lookup: EntryLookup

    init(_ library: Library, _ database: Database) throws {
        self.library = library
        self.database = database
        lookup = try EntryLookup(in: library.id, .newest, database)
    }

    func entry(at path: EntryPath) throws -> Entry? {
        // The first commit, usually the largest, needs no look-ups.
        guard library.newest > 0 else { return nil }
        return try lookup.entry(at: path)
    }

    /// The first path below `folder` that is not one of `removed`.
    func firstPath(below folder: EntryPath, except removed: Set<EntryPath>) throws -> EntryPath? {
        guard library.newest > 0 else { return nil }
        let bounds = folder.boundsBelow
        let range = EntryRange(library: library.id, moment: .newest, lower: bounds.lower, upper: bounds.upper)
        return try range.entries(limit: .max, database).first { !removed.contains($0.path) }?.path
    }
}
