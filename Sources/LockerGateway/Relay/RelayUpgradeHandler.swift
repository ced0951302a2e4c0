import NIOCore
import NIOHTTP1
import NIOPosix

/// Looks for the request for a relay among those of HTTP, and makes the connection one. Every other request goes on to
/// whoever answers those.
final class RelayUpgradeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case http
        /// Somebody has asked for a relay, and what they show is looked at.
        case asking
        /// HTTP is being taken out of the way.
        case switching
        case over
    }

    private let host: RelayHost
    /// What turns HTTP into bytes and back, and what ends connections that ask for nothing.
    private let http: [any RemovableChannelHandler]
    private var state = State.http
    /// Requests without a whole answer.
    private var unanswered = 0
    /// Whether the request for a relay has come to its end, and who may have it, once that is known.
    private var isWhole = false
    private var admitted: (caller: RelayCaller, peer: String?)?
    private var readWaits = false

    /// - Parameter http: the handlers of HTTP that go when the connection becomes a relay: the one that takes bytes apart
    ///   first.
    init(_ host: RelayHost, replacing http: [any RemovableChannelHandler]) {
        (self.host, self.http) = (host, http)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .http: readHTTP(unwrapInboundIn(data), data, context)
        case .asking: readRest(unwrapInboundIn(data), context)
        // Bytes as they are, for the relay behind this.
        case .switching: context.fireChannelRead(data)
        case .over: break
        }
    }

    private func readHTTP(_ part: HTTPServerRequestPart, _ data: NIOAny, _ context: ChannelHandlerContext) {
        guard case .head(var head) = part else { return context.fireChannelRead(data) }
        if unanswered == 0, RelayRequest.isOne(head) { return ask(head, context) }
        unanswered += 1
        guard !head.isKeepAlive else { return context.fireChannelRead(data) }
        // What the version says, or one word of several, in the form that those behind this look for.
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// What follows the head of the request for a relay: its end.
    private func readRest(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard case .end = part else { return refuse(.hasBody, context) }
        isWhole = true
        if let admitted { connect(for: admitted.caller, admitted.peer, context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .http = state, case .end = unwrapOutboundIn(data) { unanswered = max(0, unanswered - 1) }
        context.write(data, promise: promise)
    }

    func read(context: ChannelHandlerContext) {
        switch state {
        case .http, .switching: context.read()
        case .asking, .over: readWaits = true
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .asking = state { state = .over }
        context.fireChannelInactive()
    }

    private func ask(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        state = .asking
        guard let token = RelayRequest.token(of: head) else { return refuse(.unauthorized, context) }
        let attempt = RelayAttempt(
            token: token, peer: context.channel.remoteAddress?.ipAddress,
            forwardedFor: head.headers["x-forwarded-for"].last)
        let host = host
        let admission = context.eventLoop.makePromise(of: RelayAdmission.self)
        admission.completeWithTask { await host.admit(attempt) }
        admission.futureResult.assumeIsolated().whenSuccess { admission in
            guard case .asking = self.state else { return }
            switch admission {
            case .accepted(let caller):
                self.admitted = (caller, attempt.peer)
                if self.isWhole { self.connect(for: caller, attempt.peer, context) }
            case .refused: self.refuse(.unauthorized, context)
            case .later(let seconds): self.refuse(.later(seconds), context)
            }
        }
    }

    /// Connects to the daemon for somebody who may have a relay.
    private func connect(for caller: RelayCaller, _ peer: String?, _ context: ChannelHandlerContext) {
        if host.isDaemonStill() { return refuse(.silentDaemon, context) }
        let place: SharedPlaces.Place
        do throws(SharedPlaces.Full) {
            place = try host.places.take(for: caller.account)
        } catch {
            return refuse(error == .ofAccount ? .tooManyOfAccount : .tooMany, context)
        }
        let name = "relay-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        let session = RelaySession(host, caller, peer: peer, place, name: name)
        ClientBootstrap(group: context.eventLoop)
            .connectTimeout(.seconds(10))
            .channelOption(ChannelOptions.autoRead, value: false)
            .channelOption(ChannelOptions.writeBufferWaterMark, value: RelayUpgradeHandler.waterMark)
            .channelOption(ChannelOptions.recvAllocator, value: RelayUpgradeHandler.allocator)
            .connect(unixDomainSocketPath: host.socket)
            .assumeIsolated()
            .whenComplete { result in self.connected(result, session, context) }
    }

    private static var waterMark: ChannelOptions.Types.WriteBufferWaterMark {
        ChannelOptions.Types.WriteBufferWaterMark(low: 256 << 10, high: 1 << 20)
    }

    private static var allocator: AdaptiveRecvByteBufferAllocator {
        AdaptiveRecvByteBufferAllocator(minimum: 4 << 10, initial: 64 << 10, maximum: 512 << 10)
    }

    private func connected(
        _ result: Result<any Channel, any Error>, _ session: RelaySession, _ context: ChannelHandlerContext
    ) {
        guard case .success(let daemon) = result else { return refuse(.noDaemon, context) }
        guard case .asking = state, context.channel.isActive, daemon.isActive else {
            daemon.close(promise: nil)
            return refuse(.noDaemon, context)
        }
        do {
            try daemon.pipeline.syncOperations.addHandler(RelayDaemonHandler(session))
            let relay = RelayCallerHandler(session)
            try context.pipeline.syncOperations.addHandler(relay, position: .after(self))
        } catch {
            daemon.close(promise: nil)
            return refuse(.noDaemon, context)
        }
        switchOver(to: session, context)
    }

    /// Takes HTTP out of the way, step by step, and begins to relay.
    private func switchOver(to session: RelaySession, _ context: ChannelHandlerContext) {
        state = .switching
        let channel = context.channel
        _ = channel.setOption(ChannelOptions.writeBufferWaterMark, value: RelayUpgradeHandler.waterMark)
        _ = channel.setOption(ChannelOptions.recvAllocator, value: RelayUpgradeHandler.allocator)
        remove(0, context) { session.start() }
    }

    /// Removes the handlers of HTTP from the one at `index` on. Behind the first, nothing takes bytes for HTTP any more, and
    /// the answer leaves.
    private func remove(_ index: Int, _ context: ChannelHandlerContext, _ then: @escaping () -> Void) {
        guard index < http.count else {
            state = .over
            context.pipeline.syncOperations.removeHandler(self).assumeIsolated().whenComplete { _ in then() }
            return
        }
        context.pipeline.syncOperations.removeHandler(http[index]).assumeIsolated().whenComplete { _ in
            if index == 0 {
                let headers = HTTPHeaders([("Connection", "Upgrade"), ("Upgrade", RelayRequest.protocolName)])
                let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
                context.writeAndFlush(self.wrapOutboundOut(.head(head)), promise: nil)
            }
            self.remove(index + 1, context, then)
        }
    }

    /// Answers in the place of a relay, and ends the connection.
    private func refuse(_ refusal: RelayRefusal, _ context: ChannelHandlerContext) {
        guard case .asking = state else { return }
        state = .over
        host.note(.refused(status: refusal.status.code, peer: context.channel.remoteAddress?.ipAddress))
        context.write(wrapOutboundOut(.head(refusal.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: refusal.body)))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }
}
