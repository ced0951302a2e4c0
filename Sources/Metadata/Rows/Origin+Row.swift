import Foundation
import GRDB
import LockerBase

extension Origin {
    /// Of a revision's row that is joined with its origin, and with what the device is called now.
    static let columns = """
        origin.id, origin.device, ifnull(device.name, origin.device_name), origin.folder, origin.client, origin.version
        """

    /// What joins ``columns`` to the rows of `revision`.
    static let joins = """
        LEFT JOIN origin ON origin.id = revision.origin
        LEFT JOIN device ON device.account = origin.account AND device.number = origin.device
        """

    /// The origin in the ``columns`` of a row from `index` on; nil where they are null.
    init?(row: Row, from index: Int) throws {
        guard try row.decode(Int64?.self, atIndex: index) != nil else { return nil }
        let device = try row.decode(Data?.self, atIndex: index + 1)
        try self.init(
            device: device.map { Array($0) }, deviceName: try row.decode(atIndex: index + 2),
            folder: Array(try row.decode(Data.self, atIndex: index + 3)), client: try row.decode(atIndex: index + 4),
            version: try row.decode(atIndex: index + 5))
    }

    /// The number of this origin's row, which is made where the account has none.
    func row(of account: Int64, _ database: Database) throws -> Int64 {
        let number = device.map { Data($0) }
        let found = try Int64.fetchOne(
            database,
            sql: """
                SELECT id FROM origin WHERE account = ? AND device IS ? AND folder = ? AND client = ? AND version = ?
                    AND device_name = ?
                """, arguments: [account, number, Data(folder), client, version, deviceName])
        if let found { return found }
        try database.execute(
            sql: """
                INSERT INTO origin (account, device, device_name, folder, client, version) VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [account, number, deviceName, Data(folder), client, version])
        return database.lastInsertedRowID
    }
}
