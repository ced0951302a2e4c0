import GRDB
import LockerBase

extension SQLiteEntries {
    package func changesPage(
        in library: Library, since: Int64, until: Int64?, _ bounds: PageBounds
    ) throws(LockerError) -> StoredPage<Change> {
        try sqlite.read { database in
            let end = try until ?? library.refreshed(database).newest
            for revision in [since, end] { _ = try Moment(revision, of: library, database) }
            guard since <= end else {
                throw LockerError(
                    .invalidArgument,
                    "library '\(library.shownName)': revision \(end) comes before revision \(since); swap the two")
            }
            return try ChangeQuery(library: library.id, since: since, until: end).page(bounds, database)
        }
    }
}
