import NIOCore
import NIOHTTPTypes

/// Takes note in a connection when its client leaves. What it sends goes by as it is.
package final class DepartureHandler: ChannelInboundHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart

    package let departure = Departure()

    package init() {}

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { departure.end() }
        context.fireUserInboundEventTriggered(event)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        departure.end()
        context.fireChannelInactive()
    }
}
