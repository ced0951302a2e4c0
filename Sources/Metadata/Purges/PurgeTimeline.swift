import Foundation
import GRDB
import LockerBase

/// How much of a library's revisions lies at some paths, revision by revision and in all.
struct PurgeTimeline {
    struct Amount {
        var versions: Int64 = 0
        var files: Int64 = 0
        var bytes: Int64 = 0

        mutating func add(_ versions: Int64, _ files: Int64, _ bytes: Int64) {
            self.versions += versions
            self.files += files
            self.bytes += bytes
        }
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

    /// Different paths.
    private(set) var paths: Int64 = 0
    /// Rows.
    private(set) var versions: Int64 = 0
    /// Of the files among them; what is beyond a number is the largest there is.
    private(set) var logicalBytes: Int64 = 0
    /// Of links' targets and of attributes: what is counted of a row besides its path.
    private(set) var bytesBesidesPaths: Int64 = 0

    /// Rows between two looks whether to go on.
    private static let stride: Int64 = 1024

    /// Takes the rows of one range, which has none of another one's, and reads each once. Those behind the first
    /// `limit` and one more, of all ranges together, are left.
    mutating func add(
        _ range: PurgeRange, limit: Int64 = .max, _ database: Database, check: () throws(LockerError) -> Void = {}
    ) throws {
        let rows = try DirectStatement(PurgeTimeline.sql, database)
        rows.bind(range.library.id, at: 1)
        rows.bind(Array(range.lower), at: 2)
        rows.bind(Array(range.upper), at: 3)
        defer { rows.reset() }
        var last: [UInt8] = []
        while versions <= limit, try rows.step() {
            if versions % PurgeTimeline.stride == 0 { try check() }
            if !rows.bytes(0).elementsEqual(last) {
                last = Array(rows.bytes(0))
                paths += 1
            }
            add(rows, first: range.library.first)
        }
    }

    /// Takes the row that `rows` is at.
    private mutating func add(_ rows: DirectStatement, first: Int64) {
        let isFile = rows.integer(3) == Int64(Entry.Kind.file.rawValue)
        let size = isFile ? rows.integer(4) : 0
        versions += 1
        bytesBesidesPaths += rows.integer(5)
        let (sum, isBeyond) = logicalBytes.addingReportingOverflow(size)
        logicalBytes = isBeyond ? .max : sum
        // Of rows that begin in one revision, and of those that end in one, none can be more than a revision holds.
        steps[max(rows.integer(1), first), default: Amount()].add(1, isFile ? 1 : 0, size)
        if !rows.isNull(2) { steps[rows.integer(2), default: Amount()].add(-1, isFile ? -1 : 0, -size) }
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
                amount.add(step.versions, step.files, step.bytes)
            }
            first = revision
        }
        return spans
    }

    private static let sql = """
        SELECT path, since, until, kind, size, ifnull(length(target), 0) + ifnull(length(attributes), 0)
        FROM entry INDEXED BY entry_history
        WHERE \(PurgeRange.condition) ORDER BY path
        """
}
