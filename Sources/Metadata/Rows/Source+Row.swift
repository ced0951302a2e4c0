import Foundation
import GRDB
import LockerBase

extension Source {
    static let columns = "device, device_name, folder"

    /// The source in the columns of a row from `index` on; nil where they are null.
    init?(row: Row, from index: Int) throws {
        guard let device = try row.decode(Data?.self, atIndex: index) else { return nil }
        try self.init(
            device: device, deviceName: try row.decode(atIndex: index + 1),
            folder: try row.decode(Data.self, atIndex: index + 2))
    }

    /// Lets the library of number `library` remember this source.
    func update(library: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE library SET device = ?, device_name = ?, folder = ? WHERE id = ?",
            arguments: [Data(device), deviceName, Data(folder), library])
    }
}
