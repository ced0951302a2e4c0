import POSIXSupport

/// How often somebody was woken.
final class WakeCount: Sendable {
    private let state = Monitor(0)

    var wake: @Sendable () -> Void {
        { [state] in
            state.withLock { $0 += 1 }
            state.notifyAll()
        }
    }

    var count: Int { state.withLock { $0 } }

    /// Waits until it was so often. Returns false when it is not within a minute.
    func wait(for count: Int) -> Bool {
        state.wait(seconds: 60) { $0 >= count ? true : nil } ?? false
    }
}
