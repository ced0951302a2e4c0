import GRDB
import LockerBase

extension SQLiteMetadata {
    public func entry(at path: EntryPath, in library: Library, revision: Int64?) throws(LockerError) -> Entry? {
        try read { database in
            let moment = try Moment(revision, of: library, database)
            return try EntryLookup(in: library.id, moment, database).entry(at: path)
        }
    }

    public func entries(
        in library: Library, revision: Int64?, under folder: EntryPath?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Entry] {
        try read { database in
            let moment = try Moment(revision, of: library, database)
            guard limit > 0 else { return [] }
            if let folder, let entry = try EntryLookup(in: library.id, moment, database).entry(at: folder) {
                // In one revision nothing lies below a path that has an entry itself.
                return after.map { $0 >= folder } ?? false ? [] : [entry]
            }
            let bounds = folder?.boundsBelow
            let range = EntryRange(
                library: library.id, moment: moment, lower: later(bounds?.lower ?? [], after?.bytes ?? []),
                upper: bounds?.upper)
            return try Array(range.entries(limit: limit, database))
        }
    }
}

private func later(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    one.lexicographicallyPrecedes(other) ? other : one
}
