import LockerCore
import Testing

/// Who is woken by which change.
@Suite struct ChangeFeedTests {
    private func with(_ body: (ChangeFeed) -> Void) {
        let feed = ChangeFeed()
        body(feed)
        feed.close()
    }

    @Test func aLibraryWakesThoseAloneWhoWaitForIt() {
        with { feed in
            let (main, other, all, bob) = (WakeCount(), WakeCount(), WakeCount(), WakeCount())
            let subscriptions = [
                feed.subscribe(to: [.library("main", of: 1)], main.hear),
                feed.subscribe(to: [.library("other", of: 1)], other.hear),
                feed.subscribe(to: [.account(1)], all.hear),
                feed.subscribe(to: [.library("main", of: 2)], bob.hear),
            ]
            feed.changed(.library("main", of: 1))
            #expect(main.wait(for: 1) && all.wait(for: 1))
            feed.changed(.library("main", of: 2))
            #expect(bob.wait(for: 1))
            #expect(other.count == 0 && main.count == 1)
            withExtendedLifetime(subscriptions) {}
        }
    }

    @Test func anAccountWakesAllWhoWaitForAnythingOfIt() {
        with { feed in
            let (main, all, bob) = (WakeCount(), WakeCount(), WakeCount())
            let subscriptions = [
                feed.subscribe(to: [.library("main", of: 1)], main.hear), feed.subscribe(to: [.account(1)], all.hear),
                feed.subscribe(to: [.account(2)], bob.hear),
            ]
            feed.changed(.account(1))
            #expect(main.wait(for: 1) && all.wait(for: 1))
            #expect(bob.count == 0 && main.accounts == [1] && all.accounts == [1])
            feed.changedAll()
            #expect(main.wait(for: 2) && all.wait(for: 2) && bob.wait(for: 1))
            #expect(bob.accounts == [nil] && main.accounts == [1, nil])
            withExtendedLifetime(subscriptions) {}
        }
    }

    @Test func whoWaitsNoMoreIsNotWoken() {
        with { feed in
            let (gone, stays) = (WakeCount(), WakeCount())
            var subscription: ChangeFeed.Subscription? = feed.subscribe(
                to: [.library("main", of: 1), .library("other", of: 1), .account(2)], gone.hear)
            let other = feed.subscribe(to: [.library("main", of: 1)], stays.hear)
            #expect(subscription != nil)
            subscription = nil
            for place in [ChangedPlace.account(2), .library("other", of: 1), .library("main", of: 1)] {
                feed.changed(place)
            }
            #expect(stays.wait(for: 1))
            #expect(gone.count == 0)
            withExtendedLifetime(other) {}
        }
    }

    @Test func aChangeWakesNoneOfAThousandOthers() {
        with { feed in
            let (others, one) = (WakeCount(), WakeCount())
            let subscriptions = (0..<1000).map { number in
                feed.subscribe(to: [.library("library \(number)", of: Int64(number % 7))], others.hear)
            }
            let subscription = feed.subscribe(to: [.library("main", of: 3)], one.hear)
            for count in 1...100 {
                feed.changed(.library("main", of: 3))
                #expect(one.wait(for: count))
            }
            #expect(others.count == 0)
            withExtendedLifetime((subscriptions, subscription)) {}
        }
    }

    @Test func nobodyIsToldAnythingAfterItsEnd() {
        let (feed, count) = (ChangeFeed(), WakeCount())
        let subscription = feed.subscribe(to: [.account(1)], count.hear)
        feed.close()
        feed.close()
        feed.changed(.account(1))
        let late = feed.subscribe(to: [.account(1)], count.hear)
        feed.changed(.account(1))
        #expect(count.count == 0)
        withExtendedLifetime((subscription, late)) {}
    }
}
