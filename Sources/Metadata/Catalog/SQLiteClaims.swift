import GRDB
import LockerBase

/// The claims as rows of a database.
package struct SQLiteClaims: ClaimStore {
    let sqlite: SQLiteDatabase

    package func add(
        on tracks: [Digest], of account: Account, until expires: Int64, now: Int64
    ) throws(LockerError) -> Int {
        try sqlite.write { database in
            try database.execute(sql: "DELETE FROM claim WHERE expires <= ?", arguments: [now])
            // Of tracks that are in the catalog and an account that is there.
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO claim (account, track, expires)
                    SELECT account.id, catalog.track, ? FROM account, catalog
                    WHERE account.id = ? AND catalog.track = ?
                    ON CONFLICT (account, track) DO UPDATE SET expires = max(expires, excluded.expires)
                    """)
            let held = try database.cachedStatement(sql: "SELECT 1 FROM claim WHERE account = ? AND track = ?")
            var fresh = 0
            for track in tracks {
                let isHeld = try Int64.fetchOne(held, arguments: [account.id, track]) != nil
                try statement.execute(arguments: [expires, account.id, track])
                if !isHeld { fresh += database.changesCount }
            }
            return fresh
        }
    }

    package func isHeld(on track: Digest, of account: Account, at now: Int64) throws(LockerError) -> Bool {
        try sqlite.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM claim WHERE account = ? AND track = ? AND expires > ?")
            return try Int64.fetchOne(statement, arguments: [account.id, track, now]) != nil
        }
    }
}
