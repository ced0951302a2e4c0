import Foundation
import GRDB
import LockerBase

/// The net changes between two revisions of a library, as one query.
///
/// Candidates are the paths where an entry begins or ends between the two; each is looked up in both revisions, and
/// those where nothing differs in the end drop out.
package struct ChangeQuery {
    let library: Int64
    let since: Int64
    let until: Int64

    /// How the candidates are found. Both give the same changes.
    package enum Candidates {
        /// By revision, then sorted: the cost of a page is that of all candidates.
        case few
        /// Along the paths: the cost of a page is that of the history of its paths.
        case many
    }

    func fetch(after: EntryPath?, limit: Int, _ database: Database) throws -> [Change] {
        guard limit > 0, since < until else { return [] }
        let candidates = try candidates(limit: limit, database)
        let statement = try database.cachedStatement(sql: ChangeQuery.sql(candidates))
        return try Change.fetchAll(
            statement,
            arguments: [
                "library": library, "since": since, "until": until, "after": Data(after?.bytes ?? []), "limit": limit,
            ])
    }

    /// Sorting up to four pages of candidates for each page is cheaper than a walk along all paths of a large library.
    private func candidates(limit: Int, _ database: Database) throws -> Candidates {
        // The revisions that have expired are not counted: since before them, all that is there is a candidate.
        let first = try database.cachedStatement(sql: "SELECT first FROM library WHERE id = ?")
        if let first = try Int64.fetchOne(first, arguments: [library]), first > since + 1 { return .many }
        let statement = try database.cachedStatement(
            sql: """
                SELECT coalesce(sum(added + changed + removed), 0) FROM revision
                WHERE library = ? AND number > ? AND number <= ?
                """)
        let bound = try Int.fetchOne(statement, arguments: [library, since, until]) ?? 0
        return bound / 4 <= limit ? .few : .many
    }

    package static func sql(_ candidates: Candidates) -> String {
        """
        SELECT candidate.path, old.id IS NOT NULL, new.id IS NOT NULL, \(Entry.columns(of: "new"))
        FROM \(source(candidates))
        LEFT JOIN entry AS old INDEXED BY entry_history ON old.library = :library AND old.path = candidate.path
            AND old.since <= :since AND (old.until IS NULL OR old.until > :since)
        LEFT JOIN entry AS new INDEXED BY entry_history ON new.library = :library AND new.path = candidate.path
            AND new.since <= :until AND (new.until IS NULL OR new.until > :until)
        WHERE candidate.path > :after \(condition(candidates))
            AND old.id IS NOT new.id AND (\(difference))
        GROUP BY candidate.path ORDER BY candidate.path LIMIT :limit
        """
    }

    private static func source(_ candidates: Candidates) -> String {
        switch candidates {
        case .few:
            """
            (
                SELECT path FROM entry INDEXED BY entry_since
                WHERE library = :library AND since > :since AND since <= :until
                UNION
                SELECT path FROM entry INDEXED BY entry_until
                WHERE library = :library AND until > :since AND until <= :until
            ) AS candidate
            """
        case .many: "entry AS candidate INDEXED BY entry_history"
        }
    }

    private static func condition(_ candidates: Candidates) -> String {
        switch candidates {
        case .few: ""
        case .many:
            """
            AND candidate.library = :library AND (candidate.since > :since AND candidate.since <= :until
                OR candidate.until > :since AND candidate.until <= :until)
            """
        }
    }

    private static var difference: String {
        ["kind", "size", "blob", "modified", "track", "target"]
            .map { "old.\($0) IS NOT new.\($0)" }.joined(separator: " OR ")
    }
}
