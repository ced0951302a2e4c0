import LockerMetrics
import Synchronization

/// How many connections are open, in all and from each address.
package final class OpenConnections: Sendable {
    private let limits: GatewayLimits
    /// Those of which many people may come.
    private let shared: Set<String>
    private let metrics: HTTPMetrics
    private let open = Mutex<[String: Int]>([:])

    /// - Parameter proxies: the addresses of those of which many people come.
    package init(_ limits: GatewayLimits, proxies: Set<String>, metrics: HTTPMetrics) {
        self.limits = limits
        shared = proxies.union(["unix"])
        self.metrics = metrics
    }

    /// Returns false where there is no place left.
    package func take(_ address: String) -> Bool {
        let isTaken = open.withLock { open in
            guard metrics.connections.value < limits.connections,
                shared.contains(address) || open[address, default: 0] < limits.connectionsPerAddress
            else { return false }
            open[address, default: 0] += 1
            metrics.connections.add(1)
            return true
        }
        if !isTaken { metrics.refusedConnections.add() }
        return isTaken
    }

    /// Takes note that a connection from an address has ended.
    package func give(back address: String) {
        open.withLock { open in
            let left = open[address, default: 1] - 1
            open[address] = left > 0 ? left : nil
            metrics.connections.add(-1)
        }
    }
}
