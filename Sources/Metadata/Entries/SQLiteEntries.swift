import GRDB
import LockerBase

/// The entries of revisions as rows of a database.
package struct SQLiteEntries: EntryStore {
    let sqlite: SQLiteDatabase

    package func entry(at path: EntryPath, in library: Library, revision: Int64?) throws(LockerError) -> Entry? {
        try sqlite.read { database in
            let moment = try Moment(revision, of: library, database)
            return try EntryLookup(in: library.id, moment, database).entry(at: path)
        }
    }

    package func entries(
        at paths: [EntryPath], in library: Library, revision: Int64?
    ) throws(LockerError) -> [Entry?] {
        try sqlite.read { database in
            let lookup = try EntryLookup(in: library.id, Moment(revision, of: library, database), database)
            return try paths.map { try lookup.entry(at: $0) }
        }
    }

    package func newest(at paths: [EntryPath], in library: Library) throws(LockerError) -> [FolderChild?] {
        try sqlite.read { (database) throws -> [FolderChild?] in
            let lookup = try EntryLookup(in: library.id, Moment(nil, of: library, database), database)
            let probe = try FolderProbe(in: library.id, database)
            return try paths.map { (path) throws -> FolderChild? in
                if let entry = try lookup.entry(at: path) { return .entry(entry) }
                return try probe.holdsAnything(path.bytes[...]) ? .folder(path) : nil
            }
        }
    }

    package func page(
        in library: Library, revision: Int64?, under folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Entry> {
        try sqlite.read { database in
            let moment = try Moment(revision, of: library, database)
            guard bounds.elements > 0 else { return StoredPage() }
            if let folder, let entry = try EntryLookup(in: library.id, moment, database).entry(at: folder) {
                // In one revision nothing lies below a path that has an entry itself.
                var page = StoredPage<Entry>()
                if bounds.after.map({ $0 < folder }) ?? true { _ = page.take(entry, bounds) }
                return page
            }
            let below = folder?.boundsBelow
            let range = EntryRange(
                library: library.id, lower: later(below?.lower ?? [], bounds.after?.bytes ?? []), upper: below?.upper)
            switch moment {
            case .newest: return try range.newestPage(bounds, database)
            case .past(let revision): return try range.page(of: revision, bounds, database)
            }
        }
    }
}

private func later(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
    one.lexicographicallyPrecedes(other) ? other : one
}
