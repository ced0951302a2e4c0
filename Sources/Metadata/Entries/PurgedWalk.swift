import GRDB
import LockerBase

/// Goes along the paths of a library at which something was purged.
///
/// As with ``VersionWalk`` a row that is looked at counts, and a path with a long history is not gone through, but
/// looked up.
package final class PurgedWalk {
    /// Where an entry was that was purged.
    private struct Version {
        let path: EntryPath
        let since: Int64
        let until: Int64

        init(_ rows: DirectStatement) throws {
            guard let path = try? EntryPath(rows.bytes(0)) else { throw DirectStatement.isMalformed }
            self.path = path
            since = rows.integer(1)
            until = rows.integer(2)
        }
    }

    /// One path.
    struct Step {
        let path: EntryPath
        /// Whether an entry that was there in the earlier of two revisions had ended by the later one.
        let isGone: Bool
    }

    /// The most rows of one path that are gone through.
    private static let longHistory = 32

    /// What was looked at, in the units of ``PageBounds/work``.
    private(set) var work = 0

    private let library: Int64
    private let revisions: (older: Int64, newer: Int64)
    private let lookup: PurgedLookup
    private let rows: DirectStatement
    private var isAtEnd = false
    private var ahead: Version?

    /// - Parameter lower: paths come after these bytes.
    init(
        in library: Int64, lower: [UInt8], revisions: (older: Int64, newer: Int64), _ database: Database
    ) throws {
        self.library = library
        self.revisions = revisions
        lookup = try PurgedLookup(in: library, since: revisions.older, until: revisions.newer, database)
        rows = try DirectStatement(PurgedWalk.sql, database)
        start(after: lower)
    }

    /// Lets go of the rows, which another walk may have then.
    func end() {
        rows.reset()
    }

    /// The next path; nil behind the last.
    func next() throws -> Step? {
        guard let first = try ahead ?? advance() else { return nil }
        ahead = nil
        var isGone = self.isGone(first)
        var count = 1
        while let version = try advance() {
            guard version.path == first.path else {
                ahead = version
                break
            }
            count += 1
            if count > PurgedWalk.longHistory { return try lookUp(first.path) }
            isGone = isGone || self.isGone(version)
        }
        return Step(path: first.path, isGone: isGone)
    }

    private func isGone(_ version: Version) -> Bool {
        version.since <= revisions.older && version.until > revisions.older && version.until <= revisions.newer
    }

    private func advance() throws -> Version? {
        if !isAtEnd { isAtEnd = try !rows.step() }
        let version = isAtEnd ? nil : try Version(rows)
        work += 1 + (version?.path.bytes.count ?? 0) >> 8
        return version
    }

    private func lookUp(_ path: EntryPath) throws -> Step {
        work += 1
        let isGone = try lookup.isGone(path)
        start(after: path.bytes)
        return Step(path: path, isGone: isGone)
    }

    private func start(after lower: [UInt8]) {
        rows.reset()
        rows.bind(library, at: 1)
        rows.bind(lower, at: 2)
        isAtEnd = false
    }

    package static let sql = """
        SELECT path, since, until FROM purged WHERE library = ?1 AND path > ?2 ORDER BY path, since
        """
}
