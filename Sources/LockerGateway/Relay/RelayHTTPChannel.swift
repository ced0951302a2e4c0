import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection of HTTP/1.1 that may become a relay: as `HTTP1Channel` of Hummingbird is, but for the handler that looks
/// for that, for the one that ends requests which are answered already, for the one that answers unknown methods, and for
/// the one that tells when the client leaves.
package struct RelayHTTPChannel: ServerChildChannel, HTTPChannelHandler {
    package typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// Answers every other request.
    package let responder: HTTPChannelHandler.Responder
    private let configuration: HTTP1Channel.Configuration
    private let host: RelayHost

    package init(
        responder: @escaping HTTPChannelHandler.Responder, configuration: HTTP1Channel.Configuration, host: RelayHost
    ) {
        (self.responder, self.configuration, self.host) = (responder, configuration, host)
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let encoder = HTTPResponseEncoder()
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
            let state = HTTPConnectionStateHandler(
                idleTimeout: configuration.idleTimeout.map { Duration($0) }, logger: logger)
            try pipeline.addHandler(encoder)
            try pipeline.addHandler(decoder)
            try pipeline.addHandler(RelayUpgradeHandler(host, replacing: [decoder, encoder, state]))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(EarlyAnswerHandler())
            try pipeline.addHandler(UnknownMethodHandler())
            try pipeline.addHandler(DepartureHandler())
            try pipeline.addHandlers(configuration.additionalChannelHandlers())
            try pipeline.addHandler(state)
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    package func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }

    private var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.httpDecoder.maxHeaderFieldSize
        limits.maxHeaderListSize = configuration.httpDecoder.maxHeaderListSize
        limits.maxHeaderFieldCount = configuration.httpDecoder.maxHeaderFieldCount
        return limits
    }
}
