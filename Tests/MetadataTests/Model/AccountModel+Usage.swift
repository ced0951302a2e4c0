import LockerBase
import Metadata

extension AccountModel {
    func usage(of account: Account) throws(LockerError) -> AccountUsage {
        try content.withLock { (content) throws(LockerError) in try AccountModel.usage(of: account.id, content) }
    }

    func usages() throws(LockerError) -> [AccountUsage] {
        try content.withLock { (content) throws(LockerError) in
            var usages: [AccountUsage] = []
            for account in content.sortedAccounts { usages.append(try AccountModel.usage(of: account.id, content)) }
            return usages
        }
    }

    func holdings(of account: Account) throws(LockerError) -> AccountHoldings {
        try content.withLock { (content) throws(LockerError) in try content.holdings(of: account.id) }
    }

    private static func usage(of id: Int64, _ content: Content) throws(LockerError) -> AccountUsage {
        guard let account = content.accounts[id] else { throw Account.isUnknown("of number \(id)") }
        let libraries = content.trees(of: id).map(\.library).filter { $0.newest > 0 }
        return AccountUsage(
            account: account,
            libraries: libraries.map {
                LibraryUsage(
                    name: $0.name, revision: $0.newest, files: $0.files, logicalBytes: $0.logicalBytes,
                    source: $0.source)
            }, charge: try content.holdings(of: id).charge)
    }
}
