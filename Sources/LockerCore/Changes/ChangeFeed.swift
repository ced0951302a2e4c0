import POSIXSupport

/// Tells of what has changed, and is durable, those who wait for it.
///
/// Whoever changes something only says so, which takes the same few steps however many wait: waking them is the work of
/// a thread that begins with the first one.
package final class ChangeFeed: Sendable {
    fileprivate struct State {
        var subscribers = ChangeSubscribers()
        var lastNumber: UInt64 = 0
        /// What has changed, and is not told yet. Only what somebody waits for is in it.
        var places: Set<ChangedPlace> = []
        /// Whether all may have changed.
        var isAll = false
        var thread: Thread?
        var isClosed = false
    }

    /// Tells somebody who waits of a change, with the number of the account that it is of; nil where anything may have
    /// changed.
    package typealias Wake = @Sendable (_ account: Int64?) -> Void

    /// Somebody who is to be told.
    fileprivate struct Told {
        let wake: Wake
        let account: Int64?
    }

    private let state = Monitor(State())

    package init() {}

    /// What somebody waits for, until the last reference to it goes.
    package final class Subscription: Sendable {
        private let feed: ChangeFeed
        private let number: UInt64
        private let places: [ChangedPlace]

        fileprivate init(_ feed: ChangeFeed, _ number: UInt64, _ places: [ChangedPlace]) {
            (self.feed, self.number, self.places) = (feed, number, places)
        }

        deinit {
            feed.remove(number, places)
        }
    }

    /// Has `wake` called after each change at one of `places` from here on, on a thread that others wait for too: it
    /// should be quick.
    package func subscribe(to places: [ChangedPlace], _ wake: @escaping Wake) -> Subscription {
        state.withLock { state in
            state.lastNumber += 1
            for place in places { state.subscribers.add(state.lastNumber, at: place, wake) }
            if state.thread == nil, !state.isClosed {
                state.thread = try? Thread("changes", stackSize: 256 << 10) { [self] in serve() }
            }
            return Subscription(self, state.lastNumber, places)
        }
    }

    /// Takes note of a change that is durable.
    package func changed(_ place: ChangedPlace) {
        let isNews = state.withLock { state in
            guard state.subscribers.areWaiting(at: place) else { return false }
            return state.places.insert(place).inserted
        }
        if isNews { tell() }
    }

    /// Takes note that anything may have changed.
    package func changedAll() {
        state.withLock { $0.isAll = true }
        tell()
    }

    /// Ends the thread. Nobody is told of anything after.
    package func close() {
        let thread = state.withLock { state in
            state.isClosed = true
            return state.thread.take()
        }
        state.notifyAll()
        thread?.join()
    }

    private func remove(_ number: UInt64, _ places: [ChangedPlace]) {
        state.withLock { state in
            for place in places { state.subscribers.remove(number, at: place) }
        }
    }

    /// Has them woken: by the thread, or where the system has given none, here.
    private func tell() {
        if state.withLock({ $0.thread == nil && !$0.isClosed }) {
            for told in state.withLock({ $0.takeWaiting() }) { told.wake(told.account) }
        } else {
            state.notifyAll()
        }
    }

    private func serve() {
        while true {
            let waiting = state.wait { state -> [Told]? in
                if state.isClosed { return [] }
                return state.isAll || !state.places.isEmpty ? state.takeWaiting() : nil
            }
            if state.withLock({ $0.isClosed }) { return }
            for told in waiting { told.wake(told.account) }
        }
    }
}

extension ChangeFeed.State {
    /// Those who are to be told of what has changed.
    fileprivate mutating func takeWaiting() -> [ChangeFeed.Told] {
        defer { (places, isAll) = ([], false) }
        if isAll { return subscribers.everybody.map { ChangeFeed.Told(wake: $0, account: nil) } }
        var waiting: [ChangeFeed.Told] = []
        for place in places {
            for wake in subscribers.waiting(at: place) {
                waiting.append(ChangeFeed.Told(wake: wake, account: place.account))
            }
        }
        return waiting
    }
}
