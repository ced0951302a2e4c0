import GRDB
import Glibc
import LockerBase

/// Goes along the newest revision of a library, to one path behind the other.
///
/// Paths that are asked for in order take a look-up each only where many others lie between them: what is put behind
/// everything, or into a folder of its own, takes one in all.
final class NewestWalk {
    /// What the walk has come to, as seen from the path that was asked for.
    enum Place {
        /// The entry at that path.
        case there
        /// One whose path begins with that path and goes on with `/` or less: others may lie below it.
        case around
        /// One behind all that may lie below it, or the end.
        case behind
    }

    private let library: Int64
    private let rows: DirectStatement
    private var hasRow = false
    private var isAtEnd: Bool
    private var isBeforeStart = true

    /// The most rows that are passed over before a look-up is cheaper.
    private static let stride = 8

    init(in library: Library, _ database: Database) throws {
        self.library = library.id
        rows = try DirectStatement(NewestWalk.sql, database)
        isAtEnd = library.newest == 0
    }

    /// Lets go of the rows, which another walk may have then.
    func end() {
        rows.reset()
    }

    /// Goes on to the first entry that is not before `path`, which is not before that of the last call.
    func go(to path: EntryPath) throws -> Place {
        var passed = 0
        while !isAtEnd {
            if hasRow, let place = place(seenFrom: path) { return place }
            if isBeforeStart || passed == NewestWalk.stride {
                start(at: path)
                passed = 0
            }
            hasRow = try rows.step()
            isAtEnd = !hasRow
            passed += 1
        }
        return .behind
    }

    /// The entry that the walk has come to.
    func entry() throws -> Entry { try Entry(rows) }

    private func start(at path: EntryPath) {
        rows.reset()
        rows.bind(library, at: 1)
        rows.bind(path.bytes, at: 2)
        isBeforeStart = false
    }

    /// Nil for an entry before `path`.
    private func place(seenFrom path: EntryPath) -> Place? {
        let row = rows.bytes(0)
        return path.bytes.withUnsafeBytes { wanted in
            guard let first = row.baseAddress, let second = wanted.baseAddress else { return nil }
            let shared = min(row.count, wanted.count)
            let order = memcmp(first, second, shared)
            if order != 0 { return order < 0 ? nil : .behind }
            if row.count <= wanted.count { return row.count == wanted.count ? .there : nil }
            return row[shared] <= UInt8(ascii: "/") ? .around : .behind
        }
    }

    package static let sql = """
        SELECT \(Entry.columns) FROM entry INDEXED BY entry_newest
        WHERE library = ? AND path >= ? AND until IS NULL ORDER BY path
        """
}
