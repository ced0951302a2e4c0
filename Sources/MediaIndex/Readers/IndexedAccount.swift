import GRDB
import LockerBase

/// Somebody whose music the index has.
protocol IndexedAccount: Sendable {
    var media: MediaDatabase { get }
    /// Its name.
    var account: String { get }
}

/// One call of an account, within a transaction.
struct Visit {
    let database: Database
    let scope: Scope

    var account: Int64 { scope.account }
}

extension IndexedAccount {
    /// Answers a call as of one moment; with `missing` where nothing of the account is known.
    func visit<Answer>(else missing: Answer, _ body: (Visit) throws -> Answer) throws(LockerError) -> Answer {
        try media.read { database in
            guard let scope = try Scope(account, database) else { return missing }
            return try body(Visit(database: database, scope: scope))
        }
    }

    /// Does what a call asks for, all of it or nothing. An account of which nothing was known is known then.
    func change<Answer>(_ body: (Visit) throws -> Answer) throws(LockerError) -> Answer {
        try media.write { database in
            let made = try LibraryRows.makeAccount(account, database)
            let scope = try Scope(account, database) ?? Scope(account: made)
            return try body(Visit(database: database, scope: scope))
        }
    }
}
