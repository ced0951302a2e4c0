import GRDB
import LockerBase

extension SQLiteEntries {
    package func level(
        in library: Library, revision: Int64?, of folder: EntryPath?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<FolderChild> {
        try sqlite.read { database in
            let moment = try Moment(revision, of: library, database)
            guard bounds.elements > 0 else { return StoredPage() }
            let below = folder?.boundsBelow.lower ?? []
            let after = bounds.after?.bytes ?? []
            let lower = below.lexicographicallyPrecedes(after) ? after : below
            let range = LevelRange(library: library.id, folder: folder, lower: lower)
            switch moment {
            case .newest: return try range.newestPage(bounds, database)
            case .past(let revision): return try range.page(of: revision, bounds, database)
            }
        }
    }
}
