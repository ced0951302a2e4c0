import Foundation
import GRDB
import LockerBase

/// That the key file is that of the database.
enum KeyCheck {
    /// The key in `file`, which is made where the database knows of none.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a file that is not there, or is another one's.
    static func key(of database: PeopleDatabase, in file: String) throws(LockerError) -> PeopleKey {
        if let stored = try database.read(known) {
            guard let bytes = try KeyFile.read(file) else { throw isMissing(file, database.path) }
            return try checked(PeopleKey(bytes), stored, file, database.path)
        }
        let key = PeopleKey(try readOrMake(file))
        // Another process may write its own at this moment: the first one counts.
        let write = { (database: Database) throws -> [UInt8]? in
            try database.execute(
                sql: "INSERT OR IGNORE INTO key_check (id, value) VALUES (1, ?)", arguments: [Data(key.check)])
            return try known(database)
        }
        let kept = try database.write(write, then: { _ in })
        return try checked(key, kept ?? [], file, database.path)
    }

    private static func readOrMake(_ file: String) throws(LockerError) -> [UInt8] {
        if let bytes = try KeyFile.read(file) { return bytes }
        return try KeyFile.make(file)
    }

    private static func known(_ database: Database) throws -> [UInt8]? {
        let data = try Data.fetchOne(database, sql: "SELECT value FROM key_check")
        return data.map { Array($0) }
    }

    private static func checked(
        _ key: PeopleKey, _ known: [UInt8], _ file: String, _ path: String
    ) throws(LockerError) -> PeopleKey {
        guard HMAC.areEqual(key.check, known) else {
            throw LockerError(
                .failedPrecondition,
                "\(file): not the key file that \(path) was made with; put that one back from a backup. Where it is "
                    + "lost, move both away and add everybody again")
        }
        return key
    }

    private static func isMissing(_ file: String, _ path: String) -> LockerError {
        LockerError(
            .failedPrecondition,
            "\(file): the key file is not there, and app passwords in \(path) are encrypted under it; put it back from "
                + "a backup. Where it is lost, move \(path) away too and add everybody again")
    }
}
