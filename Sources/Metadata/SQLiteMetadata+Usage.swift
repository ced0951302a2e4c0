import GRDB
import LockerBase

extension SQLiteMetadata {
    public func usage(of account: Account) throws(LockerError) -> AccountUsage {
        try read { database in
            let found = try Account.fetchOne(
                database, sql: "SELECT \(Account.columns) FROM account WHERE id = ?", arguments: [account.id])
            guard let found else { throw SQLiteMetadata.noAccount(account.name) }
            let libraries = try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE account = ? AND newest > 0 ORDER BY name",
                arguments: [account.id])
            return AccountUsage(
                account: found,
                libraries: libraries.map {
                    LibraryUsage(name: $0.name, revision: $0.newest, files: $0.files, logicalBytes: $0.logicalBytes)
                })
        }
    }

    public func totals() throws(LockerError) -> Totals {
        try read { database in
            let counts = try Row.fetchOne(
                database,
                sql: """
                    SELECT
                        (SELECT count(*) FROM account),
                        (SELECT count(DISTINCT blob) FROM entry INDEXED BY entry_blob WHERE blob IS NOT NULL),
                        (SELECT coalesce(sum(logical_bytes), 0) FROM library)
                    """)
            guard let counts else { return Totals(accounts: 0, blobs: 0, logicalBytes: 0) }
            return Totals(
                accounts: try counts.decode(atIndex: 0), blobs: try counts.decode(atIndex: 1),
                logicalBytes: try counts.decode(atIndex: 2))
        }
    }
}
