import GRDB
import LockerBase

extension SQLiteRevisions {
    package func times(of library: Library) throws(LockerError) -> [RevisionTime] {
        try sqlite.read { (database) throws -> [RevisionTime] in
            let rows = try DirectStatement(SQLiteRevisions.timesSQL, database)
            rows.bind(library.id, at: 1)
            defer { rows.reset() }
            var times: [RevisionTime] = []
            while try rows.step() {
                times.append(RevisionTime(number: rows.integer(0), created: rows.integer(1)))
            }
            return times
        }
    }

    /// Rows of one library, none of which is read behind its first columns.
    package static let timesSQL = "SELECT number, created FROM revision WHERE library = ? ORDER BY number DESC"

    package func newestTime() throws(LockerError) -> Int64? {
        try sqlite.read { database in try Int64.fetchOne(database, sql: "SELECT max(created) FROM revision") }
    }

    package func longestSilence(from start: Int64?, to end: Int64) throws(LockerError) -> Int64 {
        try sqlite.read { database in
            var (longest, last): (Int64, Int64?) = (0, start)
            let times = try Int64.fetchCursor(
                database, sql: "SELECT created FROM revision WHERE created > ? AND created < ? ORDER BY created",
                arguments: [start ?? .min, end])
            while let time = try times.next() {
                longest = max(longest, ClosedSpan.length(from: last ?? time, to: time))
                last = time
            }
            return max(longest, ClosedSpan.length(from: last ?? end, to: end))
        }
    }
}

/// Spans of time whose ends come from a database.
private enum ClosedSpan {
    static func length(from start: Int64, to end: Int64) -> Int64 {
        let (length, isBeyond) = end.subtractingReportingOverflow(start)
        return isBeyond ? .max : length
    }
}
