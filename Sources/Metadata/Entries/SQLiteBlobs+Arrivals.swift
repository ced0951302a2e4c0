import GRDB
import LockerBase

extension SQLiteBlobs {
    package func arrivals(
        of files: [Entry], in library: Library, revision: Int64
    ) throws(LockerError) -> [Arrival?] {
        try sqlite.read { (database) throws -> [Arrival?] in
            let search = try ArrivalSearch(in: library, revision: revision, database)
            return try files.map { (file) throws -> Arrival? in try search.arrival(of: file) }
        }
    }
}
