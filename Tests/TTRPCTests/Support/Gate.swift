import POSIXSupport

/// Holds whoever passes until it is opened, and counts those who came.
final class Gate: Sendable {
    private let state = Monitor((isOpen: false, arrived: 0))

    /// Arrives at the gate, and waits until it is open.
    func pass() {
        state.withLock { $0.arrived += 1 }
        state.notifyAll()
        state.wait { $0.isOpen ? () : nil }
    }

    func open() {
        state.withLock { $0.isOpen = true }
        state.notifyAll()
    }

    /// How many have arrived.
    var arrived: Int { state.withLock { $0.arrived } }

    /// Waits until at least `count` have arrived. Returns false when they do not within a minute.
    func waitForArrivals(_ count: Int) -> Bool {
        state.wait(seconds: 60) { $0.arrived >= count ? true : nil } ?? false
    }
}
