import LockerMetrics
import MediaFollower
import ServiceSupport

/// The metrics of a gateway as text.
struct GatewayExposition: Sendable {
    let gateway: Gateway
    let follower: MediaFollower
    /// Nil where nobody listens to songs.
    let sounds: SoundFollower?
    private let process = ProcessMetrics()

    init(gateway: Gateway, follower: MediaFollower, sounds: SoundFollower?) {
        (self.gateway, self.follower, self.sounds) = (gateway, follower, sounds)
    }

    var text: String {
        var exposition = Exposition()
        gateway.metrics.write(to: &exposition)
        exposition.add(
            "locker_gateway_streams", .gauge, "Contents that are sent or received.", Double(gateway.streams.count))
        follower.counts.write(to: &exposition)
        sounds?.counts.write(to: &exposition)
        ConversionMetrics(converters: gateway.converters, listener: gateway.listener).write(to: &exposition)
        let spool = gateway.spool.contents
        exposition.add(
            "locker_gateway_uploads", .gauge, "Uploads by tus that are not whole or not committed.",
            Double(spool.uploads))
        exposition.add(
            "locker_gateway_spool_bytes", .gauge, "Bytes of these on the disk of the gateway.", Double(spool.bytes))
        process.write(to: &exposition)
        return exposition.text
    }
}
