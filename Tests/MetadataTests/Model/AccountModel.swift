import LockerBase
import Metadata
import POSIXSupport

struct AccountModel: AccountStore {
    let content: Monitor<Content>
    private let lock = Monitor(())

    init(content: Monitor<Content>) {
        self.content = content
    }

    func account(named name: String) throws(LockerError) -> Account? {
        content.withLock { $0.account(named: name) }
    }

    func account(userID: UInt32) throws(LockerError) -> Account? {
        content.withLock { $0.accounts.values.first { $0.userID == userID } }
    }

    func account(withID id: Int64) throws(LockerError) -> Account? {
        content.withLock { $0.accounts[id] }
    }

    func all() throws(LockerError) -> [Account] {
        content.withLock { $0.sortedAccounts }
    }

    func prepare(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?, created: Int64
    ) throws(LockerError) -> Account {
        try Account.checkName(name)
        return try content.withLock { (content) throws(LockerError) in
            let bare = Account(
                id: content.highestAccount + 1, name: name, userID: userID, role: role, quota: nil, created: created)
            let account = try bare.withQuota(quota)
            try AccountModel.checkIsFree(account, content)
            content.highestAccount += 1
            return account
        }
    }

    func add(_ account: Account) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            try AccountModel.checkIsFree(account, content)
            content.accounts[account.id] = account
            content.highestAccount = max(content.highestAccount, account.id)
        }
    }

    func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account {
        if let quota, quota < 0 { throw LockerError(.invalidArgument, "a quota of \(quota) bytes") }
        return try content.withLock { (content) throws(LockerError) in
            guard let account = try content.account(named: name)?.withQuota(quota) else {
                throw Account.isUnknown(name)
            }
            content.accounts[account.id] = account
            return account
        }
    }

    func checkChange(to account: Account) throws(LockerError) {
        try Account.checkName(account.name)
        try content.withLock { (content) throws(LockerError) in try AccountModel.checkIsFree(account, content) }
    }

    func change(to account: Account) throws(LockerError) {
        try checkChange(to: account)
        try content.withLock { (content) throws(LockerError) in
            guard let old = content.accounts[account.id] else { throw Account.isUnknown(account.name) }
            content.accounts[account.id] = old.withName(account.name).withUserID(account.userID)
                .withDisabled(account.isDisabled)
        }
    }

    func remove(named name: String) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            guard let account = content.account(named: name) else { throw Account.isUnknown(name) }
            content.accounts[account.id] = nil
            content.devices[account.id] = nil
            content.trees = content.trees.filter { $0.value.account != account.id }
            content.claims = content.claims.filter { $0.key.account != account.id }
        }
    }

    func alone<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try lock.withLock { (_) throws(LockerError) in try body() }
    }

    private static func checkIsFree(_ account: Account, _ content: Content) throws(LockerError) {
        if let there = content.account(named: account.name), there.id != account.id {
            throw LockerError(.alreadyExists, "there is one of this name")
        }
        guard let userID = account.userID else { return }
        for bound in content.accounts.values where bound.userID == userID && bound.id != account.id {
            throw LockerError(
                .alreadyExists, "uid \(userID) is bound to account '\(bound.name)'",
                details: [.account: bound.name, .uid: "\(userID)"])
        }
    }
}
