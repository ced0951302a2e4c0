import GRDB
import LockerBase

extension SQLiteMetadata {
    public func usage(of account: Account) throws(LockerError) -> AccountUsage {
        try read { database in
            guard let found = try Account.first(where: "id = ?", account.id, database) else {
                throw SQLiteMetadata.noAccount(account.name)
            }
            let libraries = try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE account = ? AND newest > 0 ORDER BY name",
                arguments: [account.id])
            let charge = try AccountHoldings.ofAccount(found.id, database)?.charge
            return AccountUsage(account: found, libraries: libraries.map { LibraryUsage($0) }, charge: charge ?? 0)
        }
    }

    public func usages() throws(LockerError) -> [AccountUsage] {
        try read { database in
            let accounts = try Account.fetchAll(database, sql: "SELECT \(Account.columns) FROM account ORDER BY name")
            let libraries = try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE newest > 0 ORDER BY account, name")
            let owned = Dictionary(grouping: libraries, by: \.account)
            return try accounts.map { account in
                let charge = try AccountHoldings.ofAccount(account.id, database)?.charge
                return AccountUsage(
                    account: account, libraries: (owned[account.id] ?? []).map { LibraryUsage($0) },
                    charge: charge ?? 0)
            }
        }
    }

    public func totals() throws(LockerError) -> Totals {
        try read { database in
            let accounts = try Int64.fetchOne(database, sql: "SELECT count(*) FROM account")
            let blobs = try Int64.fetchOne(database, sql: "SELECT count(*) FROM (\(SQLiteMetadata.blobsSQL))")
            let tracks = try Int64.fetchOne(database, sql: "SELECT count(*) FROM catalog")
            let sizes = try Int64.fetchCursor(database, sql: "SELECT logical_bytes FROM account")
            // SQLite's own sum fails where it overflows; here a few accounts must not take that figure from everybody.
            var bytes: Int64 = 0
            while let size = try sizes.next() {
                let (sum, overflow) = bytes.addingReportingOverflow(size)
                bytes = overflow ? .max : sum
            }
            return Totals(accounts: accounts ?? 0, blobs: blobs ?? 0, logicalBytes: bytes, catalogTracks: tracks ?? 0)
        }
    }
}

extension LibraryUsage {
    fileprivate init(_ library: Library) {
        self.init(
            name: library.name, revision: library.newest, files: library.files, logicalBytes: library.logicalBytes,
            source: library.source)
    }
}
