/// What somebody waits for, and what of it they know already. Accounts have the names that the caller gives them; the
/// caller's own may have none.
public struct WatchOrder: Sendable {
    /// What of one account.
    struct OfAccount: Sendable {
        /// The revisions that are known, 0 of a library that is not there. By the bytes of the libraries' names: strings
        /// are equal whose letters are composed in other ways, and libraries are not.
        var revisions: [[UInt8]: Int64] = [:]
        /// Whether every other library is waited for as well, at revision 0.
        var hasAll = false
        /// What is known of what it holds and may; nil where that is not waited for.
        var usage: [UInt8]?
    }

    private(set) var accounts: [String: OfAccount] = [:]

    /// Of nothing.
    public init() {}

    /// Adds a library, which is known at `revision`.
    public mutating func add(library: String, at revision: Int64, of account: String) {
        accounts[account, default: OfAccount()].revisions[Array(library.utf8)] = revision
    }

    /// Adds every library that is not added by itself.
    public mutating func addAll(of account: String) {
        accounts[account, default: OfAccount()].hasAll = true
    }

    /// Adds what an account holds and may hold.
    ///
    /// - Parameter known: ``UsageNews/state`` as it was told; none where nothing is known.
    public mutating func addUsage(of account: String, known: [UInt8]) {
        accounts[account, default: OfAccount()].usage = known
    }
}

extension WatchOrder.OfAccount {
    /// How many things.
    var count: Int { revisions.count + (hasAll ? 1 : 0) + (usage == nil ? 0 : 1) }

    /// Where they change.
    ///
    /// - Parameter account: the account's number.
    func places(of account: Int64) -> [ChangedPlace] {
        if hasAll || usage != nil { return [.account(account)] }
        return revisions.keys.map { .library(String(decoding: $0, as: UTF8.self), of: account) }
    }
}
