import GRDB
import LockerBase

/// Goes along the paths of a library, the history of each included, and tells which rows two of its revisions have
/// there.
///
/// A row that is looked at counts, so whoever walks can stop after so many; a path with a long history is not gone
/// through, but looked up.
package final class VersionWalk {
    /// A row of `entry`, as far as its index holds it.
    private struct Version {
        let id: Int64
        let path: EntryPath
        let since: Int64
        let until: Int64?

        init(_ rows: DirectStatement) throws {
            guard let path = try? EntryPath(rows.bytes(1)) else { throw DirectStatement.isMalformed }
            self.path = path
            id = rows.integer(0)
            since = rows.integer(2)
            until = rows.isNull(3) ? nil : rows.integer(3)
        }

        func isIn(_ revision: Int64) -> Bool { since <= revision && (until.map { $0 > revision } ?? true) }
    }

    /// One path, with the rows that the two revisions have there.
    struct Step {
        let path: EntryPath
        var older: Int64?
        var newer: Int64?
    }

    /// The most rows of one path that are gone through.
    private static let longHistory = 32

    /// What was looked at, in the units of ``PageBounds/work``.
    private(set) var work = 0

    private let library: Int64
    private let upper: [UInt8]?
    private let revisions: (older: Int64, newer: Int64)
    private let lookup: DirectStatement
    private let rows: DirectStatement
    private var isAtEnd = false
    private var ahead: Version?

    /// - Parameters:
    ///   - lower: paths come after these bytes.
    ///   - upper: and before these; nil for no upper bound.
    init(
        in library: Int64, lower: [UInt8], upper: [UInt8]?, revisions: (older: Int64, newer: Int64),
        _ database: Database
    ) throws {
        self.library = library
        self.upper = upper
        self.revisions = revisions
        lookup = try DirectStatement(VersionWalk.lookupSQL, database)
        rows = try DirectStatement(VersionWalk.sql(bounded: upper != nil), database)
        start(after: lower)
    }

    /// Lets go of the rows, which another walk may have then.
    func end() {
        rows.reset()
    }

    /// The next path, whether the two revisions have anything there or not; nil behind the last.
    func next() throws -> Step? {
        guard let first = try ahead ?? advance() else { return nil }
        ahead = nil
        var step = Step(path: first.path)
        var (version, count) = (first, 1)
        while true {
            if version.isIn(revisions.older) { step.older = version.id }
            if version.isIn(revisions.newer) { step.newer = version.id }
            guard let next = try advance() else { return step }
            guard next.path == first.path else {
                ahead = next
                return step
            }
            (version, count) = (next, count + 1)
            if count > VersionWalk.longHistory { return try lookUp(first.path) }
        }
    }

    private func advance() throws -> Version? {
        if !isAtEnd { isAtEnd = try !rows.step() }
        let version = isAtEnd ? nil : try Version(rows)
        work += 1 + (version?.path.bytes.count ?? 0) >> 8
        return version
    }

    private func lookUp(_ path: EntryPath) throws -> Step {
        work += 2
        let older = try id(at: path, in: revisions.older)
        let newer = try id(at: path, in: revisions.newer)
        start(after: path.bytes)
        return Step(path: path, older: older, newer: newer)
    }

    private func id(at path: EntryPath, in revision: Int64) throws -> Int64? {
        lookup.bind(library, at: 1)
        lookup.bind(path.bytes, at: 2)
        lookup.bind(revision, at: 3)
        lookup.bind(revision, at: 4)
        defer { lookup.reset() }
        return try lookup.step() ? lookup.integer(0) : nil
    }

    private func start(after lower: [UInt8]) {
        rows.reset()
        rows.bind(library, at: 1)
        rows.bind(lower, at: 2)
        if let upper { rows.bind(upper, at: 3) }
        isAtEnd = false
    }

    package static func sql(bounded: Bool) -> String {
        """
        SELECT id, path, since, until FROM entry INDEXED BY entry_history
        WHERE library = ? AND path > ? \(bounded ? "AND path < ?" : "") ORDER BY path, since
        """
    }

    /// The version that began last is the only one that a revision may have.
    package static let lookupSQL = """
        SELECT id FROM (
            SELECT id, until FROM entry INDEXED BY entry_history
            WHERE library = ? AND path = ? AND since <= ? ORDER BY since DESC LIMIT 1
        ) WHERE until IS NULL OR until > ?
        """
}
