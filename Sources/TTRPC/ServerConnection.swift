import Glibc
import POSIXSupport

/// One client's connection: reads its requests, has them answered on the pools, and ends when the client goes away,
/// breaks the protocol, or the server stops.
final class ServerConnection: Sendable {
    private let id: UInt64
    private let socket: Descriptor
    let peer: Peer
    private let router: Router
    private let pools: Pools
    private let budget: CallBudget
    private let replies: ReplyQueue

    init(
        id: UInt64, socket: Descriptor, peer: Peer, router: Router, pools: Pools, limits: Server.Limits
    ) throws(SystemError) {
        self.id = id
        self.socket = socket
        self.peer = peer
        self.router = router
        self.pools = pools
        try socket.setTimeouts(seconds: limits.stallSeconds)
        budget = CallBudget(calls: limits.requestsInFlight, bytes: limits.requestBytesInFlight)
        replies = ReplyQueue(socket: socket, budget: budget)
    }

    /// Serves the connection to its end, when all its calls are answered.
    func run() {
        var reader = FrameReader(socket)
        var lastStream: UInt32 = 0
        while let header = reader.readHeader(), serve(header, &reader, &lastStream) {}
        budget.waitUntilIdle()
        replies.finish()
        // Now, rather than with the last reference: the client is waiting for it.
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    /// Takes no more requests than those that have arrived. Replies still go out.
    func stopReading() {
        shutdown(socket.number, Int32(SHUT_RD))
    }

    /// Reads and dispatches the frame that `header` announces. Returns false when the connection has to end.
    private func serve(_ header: FrameHeader, _ reader: inout FrameReader, _ lastStream: inout UInt32) -> Bool {
        guard header.length <= FrameHeader.lengthLimit else {
            guard budget.acquire(bytes: 0) else { return false }
            reply(to: header.stream, .failure(.tooLong("request", header.length)), cost: 0)
            return false
        }
        // The protocol lets newer peers send other types. A data frame belongs to a stream that has been refused.
        guard header.kind == FrameHeader.Kind.request else { return reader.skipBody(count: header.length) }
        guard budget.acquire(bytes: header.length) else { return false }
        guard let (body, received) = reader.readBody(count: header.length) else {
            budget.release(bytes: header.length)
            return false
        }
        do {
            try header.checkRequest(after: lastStream)
            lastStream = header.stream
            try dispatch(IncomingCall(body: body), received.checked(), header)
        } catch {
            reply(to: header.stream, .failure(error), cost: header.length)
        }
        return true
    }

    /// Has `call` answered on the pool of its lane.
    private func dispatch(
        _ call: IncomingCall, _ descriptors: [Descriptor], _ header: FrameHeader
    ) throws(RPCError) {
        let route = try router.route(service: call.service, method: call.method)
        let context = CallContext(
            connection: id, peer: peer, metadata: call.metadata, descriptors: descriptors, deadline: call.deadline)
        pools.submit(route.lane) { [self] in
            let result = Result { () throws(RPCError) in
                if let deadline = context.deadline, .now >= deadline {
                    throw RPCError(.deadlineExceeded, "\(call.method): its deadline passed before its turn came")
                }
                return try route.handler(context, call.payload)
            }
            reply(to: header.stream, result, cost: header.length)
        }
    }

    /// Sends a call's outcome; `cost` is what the call took from the budget.
    private func reply(to stream: UInt32, _ result: Result<[UInt8], RPCError>, cost: Int) {
        replies.send(OutgoingFrame(reply: result, stream: stream), cost: cost)
    }
}
