import GRDB
import LockerBase

/// How much of a library's revisions lies at some paths, revision by revision.
struct PurgeTimeline {
    struct Amount {
        var versions: Int64 = 0
        var files: Int64 = 0
        var bytes: Int64 = 0
    }

    /// Revisions that have as much of it as each other.
    struct Span {
        let first: Int64
        /// The first behind it.
        let end: Int64
        let amount: Amount
    }

    /// What is there more, or less, from a revision on.
    private var steps: [Int64: Amount] = [:]

    /// Takes the rows of one range.
    mutating func add(_ range: PurgeRange, _ database: Database) throws {
        let file = Int64(Entry.Kind.file.rawValue)
        let beginnings = try database.cachedStatement(sql: PurgeTimeline.beginnings)
        let begun = try Row.fetchCursor(
            beginnings,
            arguments: [
                "library": range.library.id, "lower": range.lower, "upper": range.upper, "file": file,
                "first": range.library.first,
            ])
        while let row = try begun.next() { try add(row, 1) }
        let ends = try database.cachedStatement(sql: PurgeTimeline.ends)
        let ended = try Row.fetchCursor(
            ends,
            arguments: ["library": range.library.id, "lower": range.lower, "upper": range.upper, "file": file])
        while let row = try ended.next() { try add(row, -1) }
    }

    private mutating func add(_ row: Row, _ sign: Int64) throws {
        let revision = try row.decode(Int64.self, atIndex: 0)
        var amount = steps[revision] ?? Amount()
        amount.versions += sign * (try row.decode(Int64.self, atIndex: 1))
        amount.files += sign * (try row.decode(Int64.self, atIndex: 2))
        amount.bytes += sign * (try row.decode(Int64.self, atIndex: 3))
        steps[revision] = amount
    }

    /// The spans of revisions that have any of it, up to the newest.
    func spans(upTo newest: Int64) -> [Span] {
        var spans: [Span] = []
        var (amount, first) = (Amount(), Int64(0))
        for revision in steps.keys.sorted() + [newest + 1] {
            if amount.versions > 0, first < revision {
                spans.append(Span(first: first, end: revision, amount: amount))
            }
            if let step = steps[revision] {
                amount.versions += step.versions
                amount.files += step.files
                amount.bytes += step.bytes
            }
            first = revision
        }
        return spans
    }

    // Of rows that begin in one revision, and of those that end in one, none can be more than a revision holds.
    private static let amounts = "count(*), sum(kind = :file), sum(CASE WHEN kind = :file THEN size ELSE 0 END)"

    private static let beginnings = """
        SELECT max(since, :first) AS start, \(amounts) FROM entry INDEXED BY entry_history
        WHERE \(PurgeRange.condition) GROUP BY start
        """

    private static let ends = """
        SELECT until, \(amounts) FROM entry INDEXED BY entry_history
        WHERE \(PurgeRange.condition) AND until IS NOT NULL GROUP BY until
        """
}
