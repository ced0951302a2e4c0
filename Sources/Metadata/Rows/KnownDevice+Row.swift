import Foundation
import GRDB

extension KnownDevice: FetchableRecord {
    static let columns = "number, name, first_seen, last_seen, removed"

    /// The device in a row of ``columns``.
    public init(row: Row) throws {
        self.init(
            number: Array(try row.decode(Data.self, atIndex: 0)), name: try row.decode(atIndex: 1),
            firstSeen: try row.decode(atIndex: 2), lastSeen: try row.decode(atIndex: 3),
            removed: try row.decode(atIndex: 4))
    }

    static func device(_ number: [UInt8], of account: Int64, _ database: Database) throws -> KnownDevice? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns) FROM device WHERE account = ? AND number = ?")
        return try fetchOne(statement, arguments: [account, Data(number)])
    }

    /// All devices of an account, those that were heard of last first.
    static func all(of account: Int64, _ database: Database) throws -> [KnownDevice] {
        try fetchAll(
            database, sql: "SELECT \(columns) FROM device WHERE account = ? ORDER BY last_seen DESC, number",
            arguments: [account])
    }

    /// Takes note that the account's device of this number, if it has one, was heard of at `time`.
    static func noteSeen(_ number: [UInt8], of account: Int64, at time: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE device SET last_seen = max(last_seen, ?) WHERE account = ? AND number = ?",
            arguments: [time, account, Data(number)])
    }

    /// Writes the row of this device, in the place of the one that there is. It was last heard of when either says so
    /// that is later: a commit may have come since this device was read.
    func save(of account: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO device (account, \(KnownDevice.columns)) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (account, number) DO UPDATE SET name = excluded.name, first_seen = excluded.first_seen,
                    last_seen = max(device.last_seen, excluded.last_seen), removed = excluded.removed
                """,
            arguments: [account, Data(number), name, firstSeen, lastSeen, removed])
    }
}
