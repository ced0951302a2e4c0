import GRDB
import LockerBase

extension SQLiteAccounts {
    package func usage(of account: Account) throws(LockerError) -> AccountUsage {
        try sqlite.read { database in
            guard let found = try Account.first(where: "id = ?", account.id, database) else {
                throw Account.isUnknown(account.name)
            }
            let libraries = try Library.fetchAll(
                database, sql: "SELECT \(Library.columns) FROM library WHERE account = ? AND newest > 0 ORDER BY name",
                arguments: [account.id])
            let charge = try AccountHoldings.ofAccount(found.id, database)?.charge
            return AccountUsage(account: found, libraries: libraries.map { LibraryUsage($0) }, charge: charge ?? 0)
        }
    }

    package func usages() throws(LockerError) -> [AccountUsage] {
        try sqlite.read { database in
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

    package func holdings(of account: Account) throws(LockerError) -> AccountHoldings {
        try sqlite.read { database in
            guard let holdings = try AccountHoldings.ofAccount(account.id, database) else {
                throw Account.isUnknown(account.name)
            }
            return holdings
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
