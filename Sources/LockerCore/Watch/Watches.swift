import LockerBase
import Metadata
import POSIXSupport

/// Lets people wait for what changes in their libraries.
public struct Watches: Sendable {
    let metadata: any MetadataStore
    let feed: ChangeFeed
    let places = WatchPlaces()

    /// Begins to wait for what `order` names: whatever changes from here on wakes.
    ///
    /// - Parameter wake: called on a thread that others wait for too; it should be quick.
    /// - Throws: ``LockerError/Code/permissionDenied`` and ``LockerError/Code/notFound`` for accounts that `caller` may
    ///   not act for or that are not there; ``LockerError/Code/invalidArgument`` for what is no library's name;
    ///   ``LockerError/Code/tooMany``.
    public func begin(
        _ order: WatchOrder, by caller: WatchingCaller, _ wake: @escaping @Sendable () -> Void
    ) throws(LockerError) -> Watch {
        let look = try caller.look()
        var (names, counts, places) = ([Int64: [String]](), [Int64: Int](), [ChangedPlace]())
        for (name, things) in order.accounts {
            for library in things.revisions.keys { try Library.checkName(String(decoding: library, as: UTF8.self)) }
            let account = try look.account(name).id
            names[account, default: []].append(name)
            counts[account, default: 0] += things.count
            places += things.places(of: account)
        }
        let taken = try self.places.take(counts)
        let changed = ChangedAccounts(Set(names.keys))
        // One thing twice under two names of an account is one to be woken for.
        let subscription = feed.subscribe(to: Array(Set(places))) { account in
            changed.add(account)
            wake()
        }
        return Watch(order, caller, names, changed, metadata, holding: (taken, subscription))
    }
}
