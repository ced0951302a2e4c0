import GRDB
import LockerBase

/// Goes along the paths of a library at which something was purged.
package final class PurgedWalk {
    /// One path.
    struct Step {
        let path: EntryPath
        /// Whether an entry that was there in the earlier of two revisions had ended by the later one.
        let isGone: Bool
    }

    /// What was looked at, in the units of ``PageBounds/work``.
    private(set) var work = 0

    private let rows: DirectStatement
    private var isAtEnd = false

    /// - Parameter lower: paths come after these bytes.
    init(
        in library: Int64, lower: [UInt8], revisions: (older: Int64, newer: Int64), _ database: Database
    ) throws {
        rows = try DirectStatement(PurgedWalk.sql, database)
        rows.bind(library, at: 1)
        rows.bind(lower, at: 2)
        rows.bind(revisions.older, at: 3)
        rows.bind(revisions.newer, at: 4)
    }

    /// Lets go of the rows, which another walk may have then.
    func end() {
        rows.reset()
    }

    /// The next path; nil behind the last.
    func next() throws -> Step? {
        guard !isAtEnd else { return nil }
        guard try rows.step() else {
            isAtEnd = true
            return nil
        }
        guard let path = try? EntryPath(rows.bytes(0)) else { throw DirectStatement.isMalformed }
        work += 1 + path.bytes.count >> 8
        return Step(path: path, isGone: rows.integer(1) != 0)
    }

    package static let sql = """
        SELECT path, max(since <= ?3 AND until > ?3 AND until <= ?4) FROM purged
        WHERE library = ?1 AND path > ?2 GROUP BY path ORDER BY path
        """
}
