import GRDB
import LockerBase

/// The revision of a library that a query over its entries is about, as SQL.
package enum Moment: Equatable {
    /// The newest, which has an index of its own.
    case newest
    /// The one of this number.
    case past(Int64)

    /// The moment that `revision` means in `library`; nil means the newest.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when the library has no such revision, or has it no more.
    init(_ revision: Int64?, of library: Library, _ database: Database) throws {
        let library = try library.refreshed(database)
        guard let revision, revision != library.newest else {
            self = .newest
            return
        }
        guard (0...library.newest).contains(revision) else {
            throw LockerError(
                .notFound,
                "library '\(library.shownName)': it has no revision \(revision); its newest is \(library.newest)")
        }
        guard revision == 0 || revision >= library.first else {
            throw LockerError(
                .notFound,
                "library '\(library.shownName)': revision \(revision) has expired; the oldest that is kept is "
                    + "\(library.first)")
        }
        if library.missing > 0, revision > 0 { try Moment.check(revision, of: library, database) }
        self = .past(revision)
    }

    /// - Throws: ``LockerError/Code/notFound`` for a revision that has expired between others.
    private static func check(_ revision: Int64, of library: Library, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM revision WHERE library = ? AND number = ?)")
        guard try Bool.fetchOne(statement, arguments: [library.id, revision]) != true else { return }
        throw LockerError(
            .notFound,
            "library '\(library.shownName)': revision \(revision) has expired; others before and behind it are kept")
    }

    /// What a statement of ``EntryLookup`` takes behind library and path.
    var arguments: [Int64] {
        switch self {
        case .newest: []
        case .past(let number): [number, number]
        }
    }
}
