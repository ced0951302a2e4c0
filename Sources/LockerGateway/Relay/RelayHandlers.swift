import NIOCore

/// The caller's end of a relay, in the place of HTTP. What is left of HTTP behind it hears of the end alone.
final class RelayCallerHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private let session: RelaySession

    init(_ session: RelaySession) {
        self.session = session
    }

    func handlerAdded(context: ChannelHandlerContext) { session.attach(caller: context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        session.read(fromCaller: unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        session.readComplete(fromCaller: context)
    }

    func read(context: ChannelHandlerContext) {
        session.wantsRead(ofCaller: context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        session.callerTakesMore(context.channel.isWritable)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: session.callerIsDone()
        case is ChannelShouldQuiesceEvent: session.quiesce()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        session.end("an error of the caller's connection")
    }

    func channelInactive(context: ChannelHandlerContext) {
        session.callerIsGone()
        context.fireChannelInactive()
    }
}

/// The daemon's end of a relay.
final class RelayDaemonHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let session: RelaySession

    init(_ session: RelaySession) {
        self.session = session
    }

    func handlerAdded(context: ChannelHandlerContext) { session.attach(daemon: context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        session.read(fromDaemon: unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        session.readComplete(fromDaemon: context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { session.daemonTakesMore() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        session.end("an error of the daemon's connection")
    }

    func channelInactive(context: ChannelHandlerContext) {
        session.daemonIsGone()
        context.fireChannelInactive()
    }
}
