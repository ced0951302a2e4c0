import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Sees to it that nobody goes on sending a request for long that is answered already: what is left of it would be read
/// and thrown away, however much it is.
///
/// A client that gets an answer in the middle of its upload needs some time to hear it, and loses it where the
/// connection is reset at once (RFC 9112, section 9.6). So some more is read, and then the connection ends: that it will
/// is told with the answer.
final class EarlyAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How much more is read of a request that is answered, and for how long.
    private static let byteLimit = 64 << 20
    /// The longest request that costs its client no connection.
    private static let keptLength = 1 << 20
    private static let patience = TimeAmount.seconds(5)

    /// Requests that began, those that came to their end, and those that are answered.
    private var begun = 0
    private var whole = 0
    private var answered = 0
    /// Bytes of the request that came last, as it says; more than may be left where it says none.
    private var length = Int.max
    /// Whether its client waits until it is told to send it: without that it may never come.
    private var isHeldBack = false
    /// Bytes that came of it since it was answered.
    private var rest = 0
    /// Whether the client was told that the connection ends, and whether that has left.
    private var isLast = false
    private var isWritten = false
    private var end: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            begun += 1
            length = head.headerFields[.contentLength].flatMap { Int($0) } ?? Int.max
            isHeldBack = head.headerFields[.expect] != nil
        case .body(let bytes):
            if answered == begun { rest += bytes.readableBytes }
            if rest > EarlyAnswerHandler.byteLimit { return context.close(promise: nil) }
        case .end:
            whole += 1
            rest = 0
            end?.cancel()
            end = nil
            endIfDone(context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): context.write(wrapOutboundOut(.head(told(head))), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            answered += 1
            guard isLast || whole < answered else { return context.write(data, promise: promise) }
            if whole < answered { wait(context) }
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { _ in
                self.isWritten = true
                self.endIfDone(context)
            }
            context.write(data, promise: written)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        end = nil
        context.fireChannelInactive()
    }

    /// The head of an answer, which says that the connection ends where more of the request may come than is read.
    private func told(_ head: HTTPResponse) -> HTTPResponse {
        guard head.status.kind != .informational else {
            isHeldBack = false
            return head
        }
        guard whole < begun, answered == begun - 1, isHeldBack || length > EarlyAnswerHandler.keptLength else {
            return head
        }
        isLast = true
        var head = head
        head.headerFields[.connection] = "close"
        return head
    }

    private func wait(_ context: ChannelHandlerContext) {
        end = context.eventLoop.assumeIsolated().scheduleTask(in: EarlyAnswerHandler.patience) {
            context.close(promise: nil)
        }
    }

    /// Ends the connection where it was said to end, once the request is over and the answer has left.
    private func endIfDone(_ context: ChannelHandlerContext) {
        if isLast, isWritten, whole == answered { context.close(promise: nil) }
    }
}
