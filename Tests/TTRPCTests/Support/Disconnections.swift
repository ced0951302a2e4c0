import POSIXSupport

/// The connections that a server reported over, in the order it did.
final class Disconnections: Sendable {
    private let state = Monitor<[UInt64]>([])

    func add(_ connection: UInt64) {
        state.withLock { $0.append(connection) }
        state.notifyAll()
    }

    var connections: [UInt64] { state.withLock { $0 } }

    /// Waits until there are at least `count`. Returns false when there are not within a minute.
    func wait(for count: Int) -> Bool {
        state.wait(seconds: 60) { $0.count >= count ? true : nil } ?? false
    }
}
