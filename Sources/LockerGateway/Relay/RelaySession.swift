import NIOCore
import TTRPC

/// One relay: the caller's channel, the daemon's, and what passes between. All of it is of one event loop.
final class RelaySession {
    /// A type of frame that both sides read and drop.
    private static let silentKind: UInt8 = 0x40

    let host: RelayHost
    private let caller: RelayCaller
    private let peer: String?
    private var place: SharedPlaces.Place?
    private var requests: RequestStream
    private var replies = ReplyStream()
    private var tally = RelayTally()
    private var toCaller: ChannelHandlerContext?
    private var toDaemon: ChannelHandlerContext?
    private var tick: Scheduled<Void>?
    /// What was asked of a channel, and waits until the other one takes more.
    private var callerReadWaits = false
    private var daemonReadWaits = false
    /// What came before the start, which a caller waits for who knows how it is.
    private var early: [ByteBuffer] = []
    private var isStarted = false
    private var isEnding = false
    /// Whether the caller has said that it sends no more.
    private var isCallerDone = false
    private var isEnded = false
    private var lastFromCaller = NIODeadline.now()
    private var lastFromDaemon = NIODeadline.now()
    private var lastToCaller = NIODeadline.now()
    private var blockedSince: NIODeadline?
    /// Since when calls are under way at a daemon that answers nobody.
    private var unansweredSince: NIODeadline?

    init(_ host: RelayHost, _ caller: RelayCaller, peer: String?, _ place: SharedPlaces.Place, name: String) {
        (self.host, self.caller, self.peer, self.place) = (host, caller, peer, place)
        requests = RequestStream(RelayRules(account: caller.account, name: name))
    }

    func attach(caller context: ChannelHandlerContext) { toCaller = context }
    func attach(daemon context: ChannelHandlerContext) { toDaemon = context }

    /// Begins to relay, once nothing of HTTP is left on the caller's channel.
    func start() {
        guard let toCaller, let toDaemon, !isEnded else { return }
        (isStarted, callerReadWaits) = (true, false)
        host.note(.opened(caller, peer: peer))
        schedule(on: toCaller.eventLoop)
        for bytes in early { read(fromCaller: bytes) }
        early = []
        readComplete(fromCaller: toCaller)
        toDaemon.read()
    }

    /// Calls under way.
    private var open: Int { max(0, requests.calls - replies.replies) }

    func read(fromCaller bytes: ByteBuffer) {
        guard isStarted else { return early.append(bytes) }
        lastFromCaller = .now()
        tally.received += bytes.readableBytes
        guard !isEnding, !isEnded else { return }
        var (outcomes, isBroken): ([RequestStream.Outcome], Bool) = ([], false)
        do throws(RequestStream.Broken) {
            try requests.take(bytes) { outcomes.append($0) }
        } catch {
            isBroken = true
        }
        for outcome in outcomes {
            switch outcome {
            case .toDaemon(let bytes): toDaemon?.write(NIOAny(bytes), promise: nil)
            case .toCaller(let bytes): write(toCaller: bytes)
            }
        }
        if isBroken { end("a frame that is none") }
    }

    func readComplete(fromCaller context: ChannelHandlerContext) {
        guard isStarted else { return }
        toDaemon?.flush()
        context.flush()
        wantsRead(ofCaller: context)
    }

    /// Reads on from the caller, now or when the daemon takes more.
    func wantsRead(ofCaller context: ChannelHandlerContext) {
        guard isStarted, !isEnding, toDaemon?.channel.isWritable ?? false else {
            callerReadWaits = true
            return
        }
        context.read()
    }

    /// The caller sends no more, and still gets all replies.
    func callerIsDone() {
        isCallerDone = true
        toDaemon?.close(mode: .output, promise: nil)
    }

    func callerTakesMore(_ isWritable: Bool) {
        blockedSince = isWritable ? nil : blockedSince ?? .now()
        guard isWritable, daemonReadWaits else { return }
        daemonReadWaits = false
        toDaemon?.read()
    }

    func callerIsGone() {
        toCaller = nil
        end("closed by the caller")
    }

    func read(fromDaemon bytes: ByteBuffer) {
        lastFromDaemon = .now()
        replies.follow(bytes)
        write(toCaller: bytes)
    }

    func readComplete(fromDaemon context: ChannelHandlerContext) {
        toCaller?.flush()
        if isEnding, open == 0 { return end("the gateway stops") }
        guard toCaller?.channel.isWritable ?? false else {
            daemonReadWaits = true
            return
        }
        context.read()
    }

    func daemonTakesMore() {
        guard callerReadWaits, let toCaller else { return }
        callerReadWaits = false
        wantsRead(ofCaller: toCaller)
    }

    func daemonIsGone() {
        toDaemon = nil
        end(isCallerDone ? "closed by the caller" : "the daemon ended the connection")
    }

    private func write(toCaller bytes: ByteBuffer) {
        lastToCaller = .now()
        tally.sent += bytes.readableBytes
        toCaller?.write(NIOAny(bytes), promise: nil)
    }

    /// The gateway stops: calls that are under way get some time.
    func quiesce() {
        guard isStarted, open > 0 else { return end("the gateway stops") }
        isEnding = true
        let session = self
        toCaller?.eventLoop.assumeIsolated().scheduleTask(in: host.limits.ending) { session.end("the gateway stops") }
    }

    /// Ends both channels, the caller's when it has what was written.
    func end(_ reason: String) {
        guard !isEnded else { return }
        isEnded = true
        place = nil
        tick?.cancel()
        if isStarted {
            tally.end = reason
            (tally.calls, tally.refusals) = (requests.calls, requests.refusals)
            host.note(.closed(caller, peer: peer, tally))
        }
        toDaemon?.close(promise: nil)
        toDaemon = nil
        guard let context = toCaller else { return }
        toCaller = nil
        // What is left of HTTP before the start takes no plain bytes.
        guard isStarted else { return context.close(promise: nil) }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: written)
        // One who takes nothing is not waited for.
        context.eventLoop.assumeIsolated().scheduleTask(in: host.limits.ending) { context.close(promise: nil) }
    }

    private func schedule(on loop: any EventLoop) {
        let session = self
        tick = loop.assumeIsolated().scheduleTask(in: .milliseconds(500)) { session.look(on: loop) }
    }

    /// Twice a second, so that who was shut out is gone within one: whether the relay may go on, and whether something has to be said.
    private func look(on loop: any EventLoop) {
        guard !isEnded, let toCaller else { return }
        let (now, limits) = (NIODeadline.now(), host.limits)
        if !host.isLive(caller) { return end("the token was revoked") }
        let still = now - max(lastFromCaller, lastFromDaemon)
        if open == 0, !requests.isInFrame, still > limits.idle { return end("nothing was called") }
        if isUnanswered(at: now) { return end("the daemon does not answer") }
        let isWaitedFor = requests.isInFrame && !callerReadWaits && now - lastFromCaller > limits.stall
        if isWaitedFor { return end("the caller stopped in a frame") }
        if let blockedSince, now - blockedSince > limits.stall { return end("the caller takes nothing") }
        if now - lastToCaller > limits.silence, replies.isBetweenFrames { beat(toCaller) }
        schedule(on: loop)
    }

    private func isUnanswered(at now: NIODeadline) -> Bool {
        unansweredSince = open > 0 && host.isDaemonStill() ? unansweredSince ?? now : nil
        guard let unansweredSince else { return false }
        return now - max(unansweredSince, lastFromDaemon) > host.limits.unanswered
    }

    /// Says something that means nothing.
    private func beat(_ context: ChannelHandlerContext) {
        let header = FrameHeader(length: 0, stream: 0, kind: RelaySession.silentKind)
        write(toCaller: ByteBuffer(bytes: header.bytes))
        context.flush()
    }
}
