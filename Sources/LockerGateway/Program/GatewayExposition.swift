import LockerMetrics
import ServiceSupport

/// The metrics of a gateway as text.
struct GatewayExposition: Sendable {
    let gateway: Gateway
    private let process = ProcessMetrics()

    init(gateway: Gateway) {
        self.gateway = gateway
    }

    var text: String {
        var exposition = Exposition()
        gateway.metrics.write(to: &exposition)
        exposition.add(
            "locker_gateway_streams", .gauge, "Contents that are sent or received.", Double(gateway.streams.count))
        ConversionMetrics(converters: gateway.converters).write(to: &exposition)
        process.write(to: &exposition)
        return exposition.text
    }
}
