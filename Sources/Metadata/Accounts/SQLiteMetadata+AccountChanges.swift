import GRDB
import LockerBase

extension SQLiteMetadata {
    public func account(withID id: Int64) throws(LockerError) -> Account? {
        try read { try Account.first(where: "id = ?", id, $0) }
    }

    public func checkChange(to account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try read { try SQLiteMetadata.checkIsFree(account.name, account.userID, besides: account.id, $0) }
    }

    public func change(to account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try write { database in
            try SQLiteMetadata.checkIsFree(account.name, account.userID, besides: account.id, database)
            try database.execute(
                sql: "UPDATE account SET name = ?, user_id = ?, disabled = ? WHERE id = ?",
                arguments: [account.name, account.userID, account.isDisabled, account.id])
            guard database.changesCount == 1 else { throw SQLiteMetadata.noAccount(account.name) }
        }
    }
}
