import Foundation
import LockerBase
import Metadata
import SwiftProtobuf

extension Locker_Store_V1_Account {
    init(_ account: Account) {
        self.init()
        id = account.id
        name = account.name
        if let userID = account.userID { uid = userID }
        if let quota = account.quota { quotaBytes = quota }
        role = UInt32(account.role.rawValue)
        created = account.created
    }
}

extension Locker_Store_V1_Commit {
    /// The record that `account` was removed.
    init(removing account: Account, created: Int64) {
        self.init()
        self.account = Locker_Store_V1_Account(account)
        self.created = created
        accountRemoved = true
    }

    /// The record of what `account` is now.
    init(changing account: Account, created: Int64) {
        self.init()
        self.account = Locker_Store_V1_Account(account)
        self.created = created
        accountChanged = true
    }

    /// The bytes of the record.
    func recordBytes() throws(LockerError) -> [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            throw LockerError(.internal, "a commit record of account '\(account.name)' cannot be encoded", cause: error)
        }
    }
}
