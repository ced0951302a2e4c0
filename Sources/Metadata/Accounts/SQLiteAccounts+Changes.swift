import GRDB
import LockerBase

extension SQLiteAccounts {
    package func account(withID id: Int64) throws(LockerError) -> Account? {
        try sqlite.read { try Account.first(where: "id = ?", id, $0) }
    }

    package func checkChange(to account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try sqlite.read { try SQLiteAccounts.checkIsFree(account.name, account.userID, besides: account.id, $0) }
    }

    package func change(to account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try sqlite.write { database in
            try SQLiteAccounts.checkIsFree(account.name, account.userID, besides: account.id, database)
            try database.execute(
                sql: "UPDATE account SET name = ?, user_id = ?, disabled = ? WHERE id = ?",
                arguments: [account.name, account.userID, account.isDisabled, account.id])
            guard database.changesCount == 1 else { throw Account.isUnknown(account.name) }
        }
    }
}
