import GRDB
import LockerBase

extension SQLiteMetadata {
    public func replace(with path: String) throws(LockerError) {
        do {
            // Page by page in one transaction, which readers in flight do not see: the files of an open database must
            // not be exchanged, since whoever closes the old one last would delete the log of the new one by its name.
            let source = try DatabaseQueue(path: path)
            try source.backup(to: pool)
            try source.close()
        } catch {
            noteFailure(error)
            throw LockerError(error, database: path)
        }
    }

    public var nextRecordNumber: Int64 {
        get throws(LockerError) {
            try read { try Int64.fetchOne($0, sql: "SELECT next FROM record_number") ?? 1 }
        }
    }
}
