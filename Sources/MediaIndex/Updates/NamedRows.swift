import GRDB

/// The rows of an account's albums, artists and genres, made where they are not there: what is in them comes with the
/// refresh at the end. Those that were asked for are remembered for the transaction.
final class NamedRows {
    private let account: Int64
    private let database: Database
    private var albums: [String: Int64] = [:]
    private var artists: [String: Int64] = [:]
    private var genres: [String: Int64] = [:]

    init(account: Int64, _ database: Database) {
        self.account = account
        self.database = database
    }

    func album(_ item: String) throws -> Int64 {
        if let known = albums[item] { return known }
        let found = try MediaStatement("SELECT id FROM album WHERE account = ? AND item = ?", database)
            .firstInteger(account, item)
        let id = try found ?? insert(NamedRows.albumInsertion, item)
        albums[item] = id
        return id
    }

    func artist(_ item: String) throws -> Int64 {
        if let known = artists[item] { return known }
        let found = try MediaStatement("SELECT id FROM artist WHERE account = ? AND item = ?", database)
            .firstInteger(account, item)
        let id = try found ?? insert("INSERT INTO artist (account, item) VALUES (?, ?)", item)
        artists[item] = id
        return id
    }

    /// The genre that `name` is one spelling of.
    func genre(_ name: String) throws -> Int64 {
        let folded = Folding.fold(name)
        if let known = genres[folded] { return known }
        let found = try MediaStatement("SELECT id FROM genre WHERE account = ? AND folded = ?", database)
            .firstInteger(account, folded)
        let id = try found ?? insert("INSERT INTO genre (account, folded, name) VALUES (?1, ?2, ?2)", folded)
        genres[folded] = id
        return id
    }

    private func insert(_ sql: String, _ item: String) throws -> Int64 {
        try MediaStatement(sql, database).run(account, item)
        return database.lastInsertedRowID
    }

    private static let albumInsertion = """
        INSERT INTO album (account, item, place)
        VALUES (?1, ?2, (SELECT ifnull(max(place) + 1, 0) FROM album WHERE account = ?1))
        """
}
