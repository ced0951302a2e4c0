import LockerBase
import Logging
import MetricsServer
import Synchronization

/// Serves metrics where the operator wants them, which may change while the daemon runs.
package final class MetricsService: Sendable {
    private let logger: Logger
    private let content: @Sendable () -> String
    private let current: Mutex<MetricsListener>

    /// Listens at `address`. Scrapes are answered from ``start()`` on.
    package init(
        at address: MetricsAddress?, logger: Logger, content: @escaping @Sendable () -> String
    ) throws(LockerError) {
        self.logger = logger
        self.content = content
        current = Mutex(try MetricsListener(at: address, content: content))
    }

    package func start() throws(LockerError) {
        try start(current.withLock { $0 })
    }

    /// Listens at another address, and answers there. Returns what ``take(_:)`` wants; of the address that is served
    /// already, nothing new.
    package func prepare(_ address: MetricsAddress?) throws(LockerError) -> MetricsListener {
        guard address != current.withLock({ $0.address }) else { return MetricsListener(servedElsewhere: address) }
        let next = try MetricsListener(at: address, content: content)
        do throws(LockerError) {
            try start(next)
        } catch {
            next.drop()
            throw error
        }
        return next
    }

    /// Ends the server before, where `next` is another.
    package func take(_ next: MetricsListener) {
        let last = current.withLock { current -> MetricsListener? in
            guard next.address != current.address else { return nil }
            defer { current = next }
            return current
        }
        last?.stop()
    }

    package func stop() {
        current.withLock { $0 }.stop()
    }

    private func start(_ listener: MetricsListener) throws(LockerError) {
        try listener.start()
        if let address = listener.address { logger.info("metrics", metadata: ["listen": "\(address)"]) }
    }
}
