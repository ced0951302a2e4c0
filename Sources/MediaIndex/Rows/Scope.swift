import GRDB

/// What a call of an account may look at: its number, and its libraries.
struct Scope {
    let account: Int64
    /// Nanoseconds since 1970 UTC.
    let changed: Int64
    /// Those that are there, by their numbers as music folders.
    let libraries: [Place]

    /// A library of the account.
    struct Place {
        let id: Int64
        let name: String
        let number: Int
        let songs: Int
    }

    private static let sql = """
        SELECT account.id, account.changed, library.id, library.name, library.number,
            (SELECT max(place) + 1 FROM song WHERE song.library = library.id)
        FROM account LEFT JOIN library ON library.account = account.id AND library.is_there = 1
        WHERE account.name = ? ORDER BY library.number
        """

    /// Nil: there is nothing of an account of this name.
    init?(_ name: String, _ database: Database) throws {
        var account: Int64?
        var changed: Int64 = 0
        let found = try MediaStatement(Scope.sql, database).rows([name]) { row -> Place? in
            account = row.integer(0)
            changed = row.integer(1)
            guard !row.isNull(2) else { return nil }
            return Place(id: row.integer(2), name: row.text(3), number: row.int(4), songs: row.int(5))
        }
        guard let account else { return nil }
        self.account = account
        self.changed = changed
        libraries = found.compactMap { $0 }
    }

    /// Of an account that has nothing yet.
    init(account: Int64) {
        self.account = account
        changed = 0
        libraries = []
    }

    /// The libraries that are asked for by the number of a music folder; all of them for nil.
    func libraries(folder: Int?) -> [Place] {
        guard let folder else { return libraries }
        return libraries.filter { $0.number == folder }
    }

    /// Which library's alone is asked for. Where an account has one alone, that is all there is to ask for.
    func restriction(folder: Int?) -> Restriction {
        guard let folder else { return .everything }
        guard let library = libraries.first(where: { $0.number == folder }) else { return .nothing }
        return libraries.count == 1 ? .everything : .library(library.id)
    }

    /// What of an account is asked for.
    enum Restriction {
        case everything
        case library(Int64)
        /// There is no such library.
        case nothing

        /// The row of the one library.
        var row: Int64? {
            if case .library(let library) = self { return library }
            return nil
        }
    }
}
