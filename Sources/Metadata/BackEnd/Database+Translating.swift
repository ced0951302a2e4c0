import GRDB
import LockerBase

extension Database {
    /// Runs `body`, whose errors are those of a database that nobody has a name for yet.
    func translating<Result>(_ body: () throws -> Result) throws(LockerError) -> Result {
        do {
            return try body()
        } catch {
            throw LockerError(error, database: "the database that is being written")
        }
    }
}
