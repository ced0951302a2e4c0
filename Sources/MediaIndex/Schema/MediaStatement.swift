import GRDB
import GRDBSQLite
import LockerBase

/// A prepared statement that stays with its connection. What it takes and gives goes between SQLite and the values of
/// the index without GRDB's values and rows, which for a page of songs cost more than all of SQLite.
///
/// One of the same text must not be run within the rows of another: they are one.
struct MediaStatement {
    /// Keeps the handle.
    private let statement: Statement
    let handle: SQLiteStatement

    init(_ sql: String, _ database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Runs it to its end.
    func run(_ values: (any BoundValue)?...) throws {
        bind(values)
        while try step() {}
    }

    /// Runs it to its end with values that are put together elsewhere.
    func run(all values: [(any BoundValue)?]) throws {
        bind(values)
        while try step() {}
    }

    /// What `body` makes of each row.
    func rows<Element>(
        _ values: [(any BoundValue)?], _ body: (MediaStatement) throws -> Element
    ) throws -> [Element] {
        bind(values)
        defer { sqlite3_reset(handle) }
        var found: [Element] = []
        while try step() { found.append(try body(self)) }
        return found
    }

    /// What `body` makes of the first row; nil where there is none.
    func first<Element>(
        _ values: [(any BoundValue)?], _ body: (MediaStatement) throws -> Element
    ) throws -> Element? {
        bind(values)
        defer { sqlite3_reset(handle) }
        guard try step() else { return nil }
        return try body(self)
    }

    /// The first column of each row.
    func integers(_ values: (any BoundValue)?...) throws -> [Int64] {
        try rows(values) { $0.integer(0) }
    }

    /// The first column of the first row; nil where there is none, and for NULL.
    func firstInteger(_ values: (any BoundValue)?...) throws -> Int64? {
        try first(values) { $0.optionalInteger(0) } ?? nil
    }

    /// Binds NULL for nil.
    private func bind(_ values: [(any BoundValue)?]) {
        sqlite3_reset(handle)
        assert(values.count == Int(sqlite3_bind_parameter_count(handle)), "a value for each question mark")
        for (place, value) in values.enumerated() {
            let index = CInt(place + 1)
            if let value {
                value.bind(to: handle, at: index)
            } else {
                sqlite3_bind_null(handle, index)
            }
        }
    }

    /// Goes to the next row; tells whether there is one.
    private func step() throws -> Bool {
        let result = sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        if result == SQLITE_DONE { return false }
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        sqlite3_reset(handle)
        throw DatabaseError(resultCode: ResultCode(rawValue: result), message: message)
    }
}
