import HTTPTypes
import LockerMetrics
import Synchronization

/// What requests came to, and how long they took until their answer began.
package final class HTTPMetrics: Sendable {
    private static let bounds = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

    private struct Key: Hashable {
        let endpoint: String
        let status: Int
    }

    /// By what there is of endpoints and statuses, which is bounded.
    private let counts = Mutex<[Key: Int]>([:])
    private let seconds = Histogram(bounds: HTTPMetrics.bounds)
    let bytesSent = Counter()
    let bytesReceived = Counter()
    let connections = Gauge()
    let relays = Gauge()
    let refusedConnections = Counter()
    let limitedRequests = Counter()

    /// Begins with nothing.
    package init() {}

    func observe(_ endpoint: String, _ status: HTTPResponse.Status, _ duration: Duration) {
        counts.withLock { $0[Key(endpoint: endpoint, status: status.code), default: 0] += 1 }
        seconds.observe(duration)
    }

    func write(to exposition: inout Exposition) {
        let counts = counts.withLock { $0 }.sorted {
            ($0.key.endpoint, $0.key.status) < ($1.key.endpoint, $1.key.status)
        }
        exposition.add(
            "locker_gateway_requests_total", .counter, "Requests, by where they went and what was answered.",
            counts.map { ([("endpoint", $0.key.endpoint), ("status", "\($0.key.status)")], Double($0.value)) })
        exposition.add(
            "locker_gateway_request_seconds", "From a request's head to the beginning of its answer.", [([], seconds)])
        exposition.add(
            "locker_gateway_sent_bytes_total", .counter, "Bytes of content, and of calls, sent.",
            Double(bytesSent.value))
        exposition.add(
            "locker_gateway_received_bytes_total", .counter, "Bytes of content, and of calls, received.",
            Double(bytesReceived.value))
        exposition.add(
            "locker_gateway_connections", .gauge, "Connections that are open.", Double(connections.value))
        exposition.add(
            "locker_gateway_relays", .gauge, "Connections that carry the calls of clients.", Double(relays.value))
        exposition.add(
            "locker_gateway_refused_connections_total", .counter,
            "Connections beyond what may be open, and requests for calls that were refused.",
            Double(refusedConnections.value))
        exposition.add(
            "locker_gateway_limited_requests_total", .counter, "Requests beyond what one device or address may send.",
            Double(limitedRequests.value))
    }
}
