import GRDB
import LockerBase

extension SQLiteMetadata {
    public func reserveRecordNumbers(_ count: Int64) throws(LockerError) -> Int64 {
        try write { database in
            let first = try Int64.fetchOne(
                database, sql: "UPDATE record_number SET next = next + ? RETURNING next - ?", arguments: [count, count])
            guard let first else {
                throw LockerError.damagedMetadata("the number of the next record is not there")
            }
            return first
        }
    }
}
