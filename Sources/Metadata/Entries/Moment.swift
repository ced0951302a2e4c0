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
        self = .past(revision)
    }

    /// What a statement of ``EntryLookup`` takes behind library and path.
    var arguments: [Int64] {
        switch self {
        case .newest: []
        case .past(let number): [number, number]
        }
    }
}
