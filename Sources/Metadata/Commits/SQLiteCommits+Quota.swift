import GRDB
import LockerBase

extension SQLiteCommits {
    package func checkQuota(of delta: Delta, saying provenance: Provenance) throws(LockerError) {
        try sqlite.read { database in
            guard let library = try Library.withID(delta.library, database) else { return }
            try SQLiteCommits.checkQuota(of: library, next: delta, saying: provenance, database)
        }
    }

    /// Refuses that `delta` takes the account of `library` over its quota. A delta that only removes passes: each
    /// removal takes away an entry that was counted when it came.
    static func checkQuota(
        of library: Library, next delta: Delta, saying provenance: Provenance, _ database: Database
    ) throws {
        guard !delta.additions.isEmpty || !delta.changes.isEmpty,
            let holdings = try AccountHoldings.ofAccount(library.account, database)
        else { return }
        try holdings.check(growingBy: AccountHoldings.Growth(delta, to: library, saying: provenance))
    }
}
