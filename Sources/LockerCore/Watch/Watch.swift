import LockerBase
import Metadata
import POSIXSupport

/// Somebody who waits for changes, for as long as there is a reference to it.
public final class Watch: Sendable {
    private let order: WatchOrder
    private let caller: WatchingCaller
    /// The accounts' numbers, by the names that they were given.
    private let numbers: [String: Int64]
    private let metadata: any MetadataStore
    private let held: (WatchPlaces.Taken, ChangeFeed.Subscription)

    init(
        _ order: WatchOrder, _ caller: WatchingCaller, _ numbers: [String: Int64], _ metadata: any MetadataStore,
        holding held: (WatchPlaces.Taken, ChangeFeed.Subscription)
    ) {
        (self.order, self.caller, self.numbers, self.metadata) = (order, caller, numbers, metadata)
        self.held = held
    }

    /// What is other by now than it is known.
    ///
    /// - Throws: as ``Watches/begin(_:by:_:)``, for rights may change too; ``LockerError/Code/unavailable`` where a name
    ///   means another account by now; what `cancellation` says.
    public func news(_ cancellation: Cancellation? = nil) throws(LockerError) -> WatchNews {
        var news = WatchNews()
        try caller.check()
        for name in order.accounts.keys.sorted() {
            guard let things = order.accounts[name] else { continue }
            try cancellation.check()
            let account = try caller.account(name)
            guard account.id == numbers[name] else {
                throw LockerError(
                    .unavailable, "account '\(account.name)' is another one by now; ask again",
                    details: [.account: account.name])
            }
            try tellLibraries(things, of: account, called: name, &news)
            try tellUsage(things, of: account, called: name, &news)
        }
        return news
    }

    private func tellLibraries(
        _ things: WatchOrder.OfAccount, of account: Account, called name: String, _ news: inout WatchNews
    ) throws(LockerError) {
        if news.isFull || (things.revisions.isEmpty && !things.hasAll) { return }
        var newest: [[UInt8]: Int64] = [:]
        for library in try metadata.libraries.all(of: account) { newest[Array(library.name.utf8)] = library.newest }
        var names: Set<[UInt8]> = Set(things.revisions.keys)
        if things.hasAll { names.formUnion(newest.keys) }
        for library in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (known, revision) = (things.revisions[library] ?? 0, newest[library] ?? 0)
            if known == revision { continue }
            let text = String(decoding: library, as: UTF8.self)
            news.add(LibraryNews(account: name, library: text, revision: revision))
        }
    }

    private func tellUsage(
        _ things: WatchOrder.OfAccount, of account: Account, called name: String, _ news: inout WatchNews
    ) throws(LockerError) {
        guard let known = things.usage else { return }
        let usage = UsageNews(try metadata.accounts.holdings(of: account), of: account.id, called: name)
        if usage.state != known { news.usages.append(usage) }
    }
}
