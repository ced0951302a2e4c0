import GRDB
import LockerBase

/// The devices of accounts as rows of a database.
package struct SQLiteDevices: DeviceStore {
    let sqlite: SQLiteDatabase

    package func all(of account: Account) throws(LockerError) -> [KnownDevice] {
        try sqlite.read { try KnownDevice.all(of: account.id, $0) }
    }

    package func device(_ number: [UInt8], of account: Account) throws(LockerError) -> KnownDevice? {
        try sqlite.read { try KnownDevice.device(number, of: account.id, $0) }
    }

    package func checkHasRoom(of account: Account) throws(LockerError) {
        let devices = try all(of: account)
        guard devices.count >= KnownDevice.maximumPerAccount else { return }
        if devices.contains(where: { $0.removed != nil }) { return }
        throw KnownDevice.areTooMany(of: account.name, oldest: devices.last)
    }

    package func set(_ device: KnownDevice, of account: Account) throws(LockerError) {
        try KnownDevice.checkNumber(device.number)
        try KnownDevice.checkName(device.name)
        try sqlite.write { database in
            if try KnownDevice.device(device.number, of: account.id, database) == nil {
                try SQLiteDevices.makeRoom(of: account.id, database)
            }
            try device.save(of: account.id, database)
        }
    }

    /// Forgets the device that was removed and not heard of for the longest, where the account has as many as it may.
    private static func makeRoom(of account: Int64, _ database: Database) throws {
        let count = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM device WHERE account = ?", arguments: [account])
        guard let count, count >= KnownDevice.maximumPerAccount else { return }
        try database.execute(
            sql: """
                DELETE FROM device WHERE account = :account AND number = (
                    SELECT number FROM device WHERE account = :account AND removed IS NOT NULL
                    ORDER BY last_seen, number DESC LIMIT 1
                )
                """, arguments: ["account": account])
    }
}
