import GRDB
import LockerBase

extension SQLiteMetadata {
    public func changes(
        in library: Library, since: Int64, until: Int64?, after: EntryPath?, limit: Int
    ) throws(LockerError) -> [Change] {
        try read { database in
            let end = try until ?? library.refreshed(database).newest
            for revision in [since, end] { _ = try Moment(revision, of: library, database) }
            guard since <= end else {
                throw LockerError(
                    .invalidArgument,
                    "library '\(library.name)': revision \(end) comes before revision \(since); swap the two")
            }
            let query = ChangeQuery(library: library.id, since: since, until: end)
            return try query.fetch(after: after, limit: limit, database)
        }
    }
}
