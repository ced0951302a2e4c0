import GRDB
import LockerBase

extension SQLiteMetadata {
    /// Refuses that `library` grows to `bytes` when its account would be over its quota then.
    ///
    /// Only logical bytes count, so that what others store shows in nobody's quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    static func checkQuota(of library: Library, holding bytes: Int64, _ database: Database) throws {
        guard bytes > library.logicalBytes, let account = try Account.first(where: "id = ?", library.account, database)
        else { return }
        let others = try database.cachedStatement(
            sql: "SELECT logical_bytes FROM library WHERE account = ? AND id <> ?")
        var total = bytes
        for other in try Int64.fetchAll(others, arguments: [account.id, library.id]) {
            let (sum, overflow) = total.addingReportingOverflow(other)
            guard !overflow else {
                throw LockerError(
                    .overQuota, "account \(account.name) would hold more bytes than can be counted; remove files")
            }
            total = sum
        }
        guard let quota = account.quota, total > quota else { return }
        throw LockerError(
            .overQuota,
            "account \(account.name) would hold \(total) bytes, and its quota is \(quota); "
                + "remove files, or ask the operator for more")
    }
}
