import GRDB
import LockerBase

extension Library: FetchableRecord {
    static let columns = "id, account, name, newest, first, files, logical_bytes, missing, \(Source.columns)"

    /// The library in a row of ``columns``.
    public init(row: Row) throws {
        id = try row.decode(atIndex: 0)
        account = try row.decode(atIndex: 1)
        name = try row.decode(atIndex: 2)
        newest = try row.decode(atIndex: 3)
        first = try row.decode(atIndex: 4)
        files = try row.decode(atIndex: 5)
        logicalBytes = try row.decode(atIndex: 6)
        missing = try row.decode(atIndex: 7)
        source = try Source(row: row, from: 8)
    }

    /// The library as `database` has it, which may be later than this value.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when it was removed.
    func refreshed(_ database: Database) throws -> Library {
        guard let library = try Library.withID(id, database) else {
            throw LockerError(.notFound, "library '\(shownName)': it was removed")
        }
        return library
    }

    static func withID(_ id: Int64, _ database: Database) throws -> Library? {
        let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM library WHERE id = ?")
        return try Library.fetchOne(statement, arguments: [id])
    }
}
