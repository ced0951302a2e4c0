import LockerBase
import Metadata
import POSIXSupport

/// Somebody who waits for changes, for as long as there is a reference to it.
public final class Watch: Sendable {
    private let order: WatchOrder
    private let caller: WatchingCaller
    /// By the accounts' numbers the names that they were given.
    private let names: [Int64: [String]]
    private let changed: ChangedAccounts
    private let metadata: any MetadataStore
    private let held: (WatchPlaces.Taken, ChangeFeed.Subscription)

    init(
        _ order: WatchOrder, _ caller: WatchingCaller, _ names: [Int64: [String]], _ changed: ChangedAccounts,
        _ metadata: any MetadataStore, holding held: (WatchPlaces.Taken, ChangeFeed.Subscription)
    ) {
        (self.order, self.caller, self.names, self.changed) = (order, caller, names, changed)
        self.metadata = metadata
        self.held = held
    }

    /// What is other by now than it is known.
    ///
    /// It asks about those accounts alone that may have changed since they were last asked about and nothing of them was
    /// other. What an account is changes with a word of it too, so that who is renamed, disabled or removed is among
    /// them.
    ///
    /// - Throws: as ``Watches/begin(_:by:_:)``, for rights may change too; ``LockerError/Code/unavailable`` where a name
    ///   means another account by now; what `cancellation` says.
    public func news(_ cancellation: Cancellation? = nil) throws(LockerError) -> WatchNews {
        // Before anything is looked at: what changes meanwhile is asked about the next time.
        var left = changed.take()
        // What was not told is asked about again.
        defer { changed.add(left) }
        let look = try caller.look()
        var news = WatchNews()
        var untold: Set<Int64> = []
        // Who may not act for others may have been who did, and has few names to ask about.
        for (name, number) in meant(by: look.actsForOthers ? left : Set(names.keys)) {
            guard let things = order.accounts[name] else { continue }
            try cancellation.check()
            let account = try look.account(name)
            guard account.id == number else {
                throw LockerError(
                    .unavailable, "account '\(account.name)' is another one by now; ask again",
                    details: [.account: account.name])
            }
            if try tell(things, of: account, called: name, &news) { untold.insert(number) }
        }
        left = untold
        return news
    }

    /// What accounts of these numbers are called, in the order of the names.
    private func meant(by numbers: Set<Int64>) -> [(name: String, number: Int64)] {
        var found: [(name: String, number: Int64)] = []
        for number in numbers {
            for name in names[number] ?? [] { found.append((name, number)) }
        }
        return found.sorted { $0.name < $1.name }
    }

    /// Returns whether something of the account is other, or there was no room to tell.
    private func tell(
        _ things: WatchOrder.OfAccount, of account: Account, called name: String, _ news: inout WatchNews
    ) throws(LockerError) -> Bool {
        let (libraries, usages) = (news.libraries.count, news.usages.count)
        try tellLibraries(things, of: account, called: name, &news)
        try tellUsage(things, of: account, called: name, &news)
        return news.isFull || news.libraries.count > libraries || news.usages.count > usages
    }

    private func tellLibraries(
        _ things: WatchOrder.OfAccount, of account: Account, called name: String, _ news: inout WatchNews
    ) throws(LockerError) {
        if news.isFull || (things.revisions.isEmpty && !things.hasAll) { return }
        var libraries: [[UInt8]: Library] = [:]
        for library in try metadata.libraries.all(of: account) { libraries[Array(library.name.utf8)] = library }
        var names: Set<[UInt8]> = Set(things.revisions.keys)
        if things.hasAll { names.formUnion(libraries.keys) }
        for key in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) where !news.isFull {
            let (library, known) = (libraries[key], things.revisions[key] ?? 0)
            let revision = library?.newest ?? 0
            if known == revision { continue }
            let made = try library.flatMap { (library) throws(LockerError) in
                try metadata.revisions.revision(revision, of: library)
            }
            news.add(
                LibraryNews(
                    account: name, library: String(decoding: key, as: UTF8.self), revision: revision,
                    device: made?.provenance.origin?.device))
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
