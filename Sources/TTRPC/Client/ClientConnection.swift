import Glibc
import POSIXSupport

/// A client's end of a connection: callers send their own requests one after the other, a thread reads the replies.
final class ClientConnection: Sendable {
    private struct Outgoing {
        var nextStream: UInt32 = 1
        /// Whether a caller is sending.
        var busy = false
        /// Whether all streams are used up, or a request went out in part, so that no other can follow.
        var ended = false
    }

    private let name: String
    private let socket: Descriptor
    private let outgoing = Monitor(Outgoing())
    private let pending = PendingCalls()
    private let reader = Monitor<Thread?>(nil)

    /// - Parameter name: what the server is called in errors.
    init(over socket: Descriptor, called name: String) throws(RPCError) {
        (self.name, self.socket) = (name, socket)
        do {
            let thread = try Thread("rpc-replies", stackSize: 256 << 10) { [self] in readReplies() }
            reader.withLock { $0 = thread }
        } catch {
            throw RPCError(error)
        }
    }

    /// Sends a request and waits for its reply.
    func call(
        _ request: Ttrpc_Request, _ payload: [UInt8], _ descriptors: [Descriptor], _ deadline: Deadline?
    ) throws(RPCError) -> [UInt8] {
        let stream = try takeTurn(deadline)
        let slot: PendingCalls.Slot
        do {
            defer { passTurn() }
            var frame = try OutgoingFrame(request: request, payload: payload, stream: stream)
            slot = try pending.add(stream)
            try send(&frame, descriptors, deadline, isFirst: stream == 1)
        } catch {
            pending.remove(stream)
            throw error
        }
        guard let deadline else { return try slot.wait { $0 }.get() }
        guard let reply = slot.wait(seconds: deadline.remaining, { $0 }) else {
            pending.remove(stream)
            throw Deadline.exceeded
        }
        return try reply.get()
    }

    /// Whether no more replies will come.
    var isLost: Bool { pending.failure != nil }

    /// Ends the connection, and returns when its thread has ended.
    func close() {
        pending.fail(RPCError(.unavailable, "\(name): the connection was closed"))
        shutdown(socket.number, Int32(SHUT_RDWR))
        let thread = reader.withLock { reader in
            defer { reader = nil }
            return reader
        }
        thread?.join()
    }

    /// Waits until no other caller sends, and returns the number of the stream to send on.
    private func takeTurn(_ deadline: Deadline?) throws(RPCError) -> UInt32 {
        let take = { (outgoing: inout Outgoing) throws(RPCError) -> UInt32? in
            if outgoing.ended { throw self.lost }
            if outgoing.busy { return nil }
            let (next, overflow) = outgoing.nextStream.addingReportingOverflow(2)
            defer { outgoing.nextStream = next }
            outgoing.busy = true
            outgoing.ended = overflow
            return outgoing.nextStream
        }
        guard let deadline else { return try outgoing.wait(take) }
        guard let stream = try outgoing.wait(seconds: deadline.remaining, take) else { throw Deadline.exceeded }
        return stream
    }

    private func passTurn() {
        outgoing.withLock { $0.busy = false }
        outgoing.notifyAll()
    }

    /// Sends `frame`, waiting for as long as the server reads nothing, but not past `deadline`.
    private func send(
        _ frame: inout OutgoingFrame, _ descriptors: [Descriptor], _ deadline: Deadline?, isFirst: Bool
    ) throws(RPCError) {
        while true {
            switch socket.send(&frame, descriptors: descriptors, waiting: deadline == nil) {
            case .complete: return
            case .failed:
                guard isFirst else { throw lost }
                // A server that takes no more connections says so before it closes this one: the reply is on its way.
                return endSending()
            case .blocked: break
            }
            var wait = pollfd(fd: socket.number, events: Int16(POLLOUT), revents: 0)
            let remaining = deadline?.remaining ?? 0
            guard remaining > 0 else {
                // Half a frame cannot be taken back: what follows would be read as its rest.
                if frame.sent > 0 { endSending() }
                throw Deadline.exceeded
            }
            poll(&wait, 1, Int32(min(remaining * 1000 + 1, 1000)))
        }
    }

    /// Sends no more. Replies to what was sent before still come.
    private func endSending() {
        outgoing.withLock { $0.ended = true }
        shutdown(socket.number, Int32(SHUT_WR))
    }

    private func readReplies() {
        var frames = FrameReader(socket)
        while let header = frames.readHeader(), header.length <= FrameHeader.lengthLimit {
            guard header.kind == FrameHeader.Kind.response else {
                guard frames.skipBody(count: header.length) else { break }
                continue
            }
            guard let body = frames.readBody(count: header.length)?.bytes else { break }
            let isNone = RPCError(.internal, "\(name): the server's reply is no ttrpc.Response")
            pending.complete(header.stream, IncomingReply(body: body)?.result ?? .failure(isNone))
        }
        pending.fail(lost)
        outgoing.withLock { $0.ended = true }
        outgoing.notifyAll()
    }

    private var lost: RPCError {
        pending.failure
            ?? RPCError(.unavailable, "\(name): the connection to the server is lost")
    }
}
