import GRDB
import LockerBase
import POSIXSupport

/// The numbers of records as a row of a database.
///
/// They are reserved block by block: one write for a thousand records. The process is the only one that has the
/// database open, so what is left of a block is nobody else's; a restart leaves it out.
final class SQLiteSequence: RecordSequence {
    /// Numbers that are reserved at a time.
    private static let block: Int64 = 1000

    private let sqlite: SQLiteDatabase
    private let reserved = Monitor<Range<Int64>>(0..<0)

    init(_ sqlite: SQLiteDatabase) {
        self.sqlite = sqlite
    }

    var upcoming: Int64 {
        get throws(LockerError) {
            try sqlite.read { try Int64.fetchOne($0, sql: "SELECT next FROM record_number") ?? 1 }
        }
    }

    func next(_ count: Int64) throws(LockerError) -> Int64 {
        try reserved.withLock { (reserved) throws(LockerError) in
            if reserved.count < count {
                let size = max(count, SQLiteSequence.block)
                let first = try reserve(size)
                reserved = first..<first + size
            }
            defer { reserved = reserved.lowerBound + count..<reserved.upperBound }
            return reserved.lowerBound
        }
    }

    /// Leaves out what is left of the block: the database counts anew.
    func forget() {
        reserved.withLock { $0 = 0..<0 }
    }

    /// Takes `count` numbers out of the database, and returns the first.
    func reserve(_ count: Int64) throws(LockerError) -> Int64 {
        try sqlite.write { database in
            let first = try Int64.fetchOne(
                database, sql: "UPDATE record_number SET next = next + ? RETURNING next - ?", arguments: [count, count])
            guard let first else {
                throw LockerError.damagedMetadata("the number of the next record is not there")
            }
            return first
        }
    }
}
