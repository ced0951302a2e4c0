import LockerBase
import Logging
import Metadata
import POSIXSupport

/// Makes, changes and removes accounts: the packs are told first, then the database.
///
/// A crash in between leaves a record of what nobody was told: an account that is not there, whose number nobody else
/// gets and whose name is free; a quota that is not set; or a removal that the next record of the account revokes.
final class AccountRegister: Sendable {
    private let metadata: any MetadataStore
    private let journal: Journal
    private let gate: ChangeGate

    init(metadata: any MetadataStore, journal: Journal, gate: ChangeGate) {
        self.metadata = metadata
        self.journal = journal
        self.gate = gate
    }

    func add(
        named name: String, userID: UInt32?, role: Account.Role, quota: Int64?
    ) throws(LockerError) -> Account {
        try change { () throws(LockerError) in
            let account = try metadata.accounts.prepare(
                named: name, userID: userID, role: role, quota: quota, created: Clock.now())
            try journal.record(.init(changing: account, created: account.created)) { () throws(LockerError) in
                try metadata.accounts.add(account)
            }
            return account
        }
    }

    func setQuota(_ quota: Int64?, ofAccountNamed name: String) throws(LockerError) -> Account {
        // Alone, as every change of what an account is.
        try gate.alone { () throws(LockerError) in
            // Without an account there is nothing to record; the database says so.
            guard let account = try metadata.accounts.account(named: name)?.withQuota(quota) else {
                return try metadata.accounts.setQuota(quota, ofAccountNamed: name)
            }
            return try journal.record(.init(changing: account, created: Clock.now())) { () throws(LockerError) in
                try metadata.accounts.setQuota(quota, ofAccountNamed: name)
            }
        }
    }

    /// Lets the account called `name` be what `body` makes of it: another name, another user, disabled or not.
    ///
    /// Records of commits say what the account is: all others stand still, so that none of an older moment comes after.
    func change(
        accountNamed name: String, _ body: (Account) throws(LockerError) -> Account
    ) throws(LockerError) -> Account {
        try gate.alone { () throws(LockerError) in
            guard let old = try metadata.accounts.account(named: name) else { throw Account.isUnknown(name) }
            let account = try body(old)
            try metadata.accounts.checkChange(to: account)
            return try journal.record(.init(changing: account, created: Clock.now())) { () throws(LockerError) in
                try metadata.accounts.change(to: account)
                return account
            }
        }
    }

    static func isGone(_ account: Account) -> LockerError {
        LockerError(.notFound, "account '\(account.name)': it was removed")
    }

    /// A commit that goes on beside it would be recorded after the removal, and revoke it: all others stand still.
    func remove(named name: String) throws(LockerError) {
        try gate.alone { () throws(LockerError) in
            guard let account = try metadata.accounts.account(named: name) else {
                return try metadata.accounts.remove(named: name)
            }
            try journal.record(.init(removing: account, created: Clock.now())) { () throws(LockerError) in
                try metadata.accounts.remove(named: name)
            }
        }
    }

    /// Tells the packs of the accounts of a database that is older than the records that do. A disk that is full keeps
    /// nobody from reading.
    func recordOlderAccounts(_ logger: Logger) throws(LockerError) {
        guard try metadata.sequence.upcoming == 1 else { return }
        do throws(LockerError) {
            for account in try metadata.accounts.all() {
                try journal.record(.init(changing: account, created: account.created)) {}
            }
        } catch let error where error.code == .noSpace {
            logger.error("a rebuild would not know of accounts that never committed anything: \(error.logText)")
        }
    }

    private func change<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        // One at a time, so that the last record of an account says what the metadata do.
        try gate.change { () throws(LockerError) in
            try LockRank.accountRegister.held { () throws(LockerError) in try metadata.accounts.alone(body) }
        }
    }
}
