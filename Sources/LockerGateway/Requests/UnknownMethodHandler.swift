import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Has requests of a method that the parser does not know answered with 501, not implemented (RFC 9110, section 15.6.2), in
/// the place of 400: what is wrong with them is nothing but that.
final class UnknownMethodHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Requests that began, and those that are answered: what is answered beyond them is what the parser did not take.
    private var begun = 0
    private var answered = 0
    private var isUnknown = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { begun += 1 }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case HTTPParserError.invalidMethod = error { isUnknown = true }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isUnknown && answered == begun && head.status == .badRequest:
            head.status = .notImplemented
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            answered += 1
            context.write(data, promise: promise)
        default: context.write(data, promise: promise)
        }
    }
}
