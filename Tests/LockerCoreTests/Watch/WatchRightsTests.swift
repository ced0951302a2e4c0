import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// For whom somebody may wait, and for how much.
@Suite struct WatchRightsTests {
    private func order(_ accounts: [String]) -> WatchOrder {
        var order = WatchOrder()
        for account in accounts { order.add(library: "main", at: 0, of: account) }
        return order
    }

    private func begin(
        _ test: TestLocker, _ order: WatchOrder, as userID: UInt32 = 0, for named: String? = nil,
        _ count: WakeCount = WakeCount()
    ) throws -> Watch {
        let caller = WatchingCaller(userID: userID, for: named, by: test.locker.authority)
        return try test.locker.watches.begin(order, by: caller, count.wake)
    }

    /// The details of the error that `body` throws.
    private func details(_ body: () throws -> Void) -> (LockerError.Code, String?)? {
        do {
            try body()
            return nil
        } catch {
            guard let error = error as? LockerError else { return nil }
            return (error.code, error.details[.account])
        }
    }

    @Test func onlyWhoActsForOthersNamesThem() throws {
        try TestLocker.with(Configuration(frontends: [20], autoAccounts: false)) { test in
            for (name, userID) in [("alice", 41), ("bob", 42)] as [(String, UInt32)] {
                _ = try test.locker.accounts.add(named: name, userID: userID, role: .user, quota: nil)
                try test.put(["a": [1]], for: try test.caller(name))
            }
            for userID in [0, 20] as [UInt32] {
                let news = try begin(test, order(["alice", "bob"]), as: userID).news()
                #expect(news.libraries.map(\.account) == ["alice", "bob"])
            }
            try #expect(begin(test, order(["", "alice"]), as: 41).news().libraries.count == 2)
            for (named, accounts) in [(nil, ["", "bob"]), ("bob", ["alice"])] as [(String?, [String])] {
                let refusal = details { _ = try begin(test, order(accounts), as: 41, for: named) }
                #expect(refusal?.0 == .permissionDenied && refusal?.1 == "bob")
            }
            let unknown = details { _ = try begin(test, order(["carol", "alice"])) }
            #expect(unknown?.0 == .notFound && unknown?.1 == "carol")
            // No name at all, and no account of its own.
            #expect(details { _ = try begin(test, order([""]), as: 20) }?.0 == .permissionDenied)
        }
    }

    @Test func rightsEndWhileOneWaits() throws {
        try TestLocker.with(Configuration(frontends: [20], autoAccounts: false)) { test in
            for name in ["alice", "bob", "carol"] { _ = try test.caller(name) }
            let count = WakeCount()
            let watches = try ["alice", "bob", "carol"].map { try begin(test, order([$0]), as: 20, count) }
            for watch in watches { try #expect(watch.news().isEmpty) }
            _ = try test.locker.accounts.setDisabled(true, accountNamed: "alice")
            try test.locker.accounts.remove(named: "bob")
            _ = try test.locker.accounts.rename(named: "carol", to: "dave")
            _ = try test.caller("carol")
            #expect(count.wait(for: 3))
            let expected: [LockerError.Code] = [.permissionDenied, .notFound, .unavailable]
            for (watch, code) in zip(watches, expected) { #expect(details { _ = try watch.news() }?.0 == code) }
        }
    }

    /// Also where nothing else has changed.
    @Test func whoActsForOthersNoMoreIsToldNothingOfThem() throws {
        try TestLocker.with(Configuration(frontends: [20], autoAccounts: false)) { test in
            _ = try test.caller("alice")
            let watch = try begin(test, order(["alice"]), as: 20)
            try #expect(watch.news().isEmpty)
            try test.locker.change(to: Configuration(autoAccounts: false))
            #expect(details { _ = try watch.news() }?.0 == .permissionDenied)
        }
    }

    @Test func whatIsNoNameIsRefused() throws {
        try TestLocker.with { test in
            _ = try test.caller("alice")
            var order = WatchOrder()
            order.add(library: "a\nb", at: 0, of: "alice")
            #expect(details { _ = try begin(test, order) }?.0 == .invalidArgument)
        }
    }

    @Test func nobodyWaitsForMoreThanIsLeftForTheOthers() throws {
        try TestLocker.with { test in
            for name in ["alice", "bob"] { _ = try test.caller(name) }
            func thousand(_ name: String) throws -> Watch {
                var order = WatchOrder()
                for number in 0..<1000 { order.add(library: "\(number)", at: 0, of: name) }
                return try begin(test, order)
            }
            var watches: [Watch] = []
            for _ in 0..<33 { watches.append(try thousand("alice")) }
            #expect(details { _ = try thousand("alice") }?.0 == .tooMany)
            watches.append(try thousand("bob"))
            watches = []
            for _ in 0..<33 { watches.append(try thousand("alice")) }
            #expect(watches.count == 33)
        }
    }
}
