import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Puts in front of what serves a connection: how many there may be, and TLS.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let places: OpenConnections
    let tls: TLSSwitch?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let address = channel.remoteAddress?.ipAddress ?? "unix"
        guard places.take(address) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(TooManyConnections())
        }
        let places = places
        channel.closeFuture.whenComplete { _ in places.give(back: address) }
        return channel.eventLoop.makeCompletedFuture {
            if let tls {
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context))
            }
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// A connection beyond what may be open.
struct TooManyConnections: Error {}
