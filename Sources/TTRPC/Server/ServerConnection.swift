import Glibc
import POSIXSupport

/// One client's connection: reads its requests, has them answered on the pools, and ends when the client goes away,
/// breaks the protocol, or the server stops.
final class ServerConnection: Sendable {
    private let id: UInt64
    private let socket: Descriptor
    let peer: Peer
    private let dispatcher: Dispatcher
    private let limits: ServerLimits
    private let actsForOthers: @Sendable (UInt32) -> Bool
    private let budget: CallBudget
    private let replies: ReplyQueue
    /// Ends with the connection, and its calls with it.
    private let cancellation = Cancellation()
    private let calls = OpenCalls()

    /// What the thread that reads has at hand.
    private struct Intake {
        var frames: FrameReader
        var lastStream: UInt32 = 0
        /// Whether the user acts for others, each of whom is a principal of their own.
        let actsForOthers: Bool
    }

    init(
        id: UInt64, socket: Descriptor, peer: Peer, actsForOthers: @escaping @Sendable (UInt32) -> Bool,
        dispatcher: Dispatcher
    ) throws(SystemError) {
        let limits = dispatcher.limits
        self.id = id
        self.socket = socket
        self.peer = peer
        self.dispatcher = dispatcher
        self.limits = limits
        self.actsForOthers = actsForOthers
        try socket.setTimeouts(seconds: limits.stallSeconds)
        budget = CallBudget(
            calls: limits.requestsInFlight, bytes: limits.requestBytesInFlight,
            parked: limits.parkedCallsPerConnection)
        replies = ReplyQueue(socket: socket, calls: budget, memory: dispatcher.replies, seconds: limits.frameSeconds)
    }

    /// Serves the connection to its end, when all its calls are answered. Where the peer has gone, those that wait for
    /// a thread or are parked are dropped, and those that run are given up at their next step.
    func run() {
        let frames = FrameReader(socket, frameSeconds: limits.frameSeconds)
        var intake = Intake(frames: frames, actsForOthers: actsForOthers(peer.userID))
        // As many accounts are meant as there are calls, and each has its own turns at the threads.
        if intake.actsForOthers, limits.accountKey != nil { budget.multiply(by: limits.accountsInFlight) }
        while let header = intake.frames.readHeader(), serve(header, &intake) {}
        budget.waitUntilIdle {
            _ = noticeEnd()
            dispatcher.countLook()
        }
        replies.finish()
        // Now, rather than with the last reference: the client is waiting for it.
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    /// Whether no call is in flight or parked.
    var isIdle: Bool { budget.isIdle }

    /// Since when it is idle; nil when it is not.
    var idleSince: ContinuousClock.Instant? { budget.idleSince }

    /// Ends the connection if it is idle. Returns whether it was.
    func endIfIdle() -> Bool {
        guard budget.closeIfIdle() else { return false }
        shutdown(socket.number, Int32(SHUT_RDWR))
        return true
    }

    /// Whether nobody is there any more who could take a reply. A peer that has merely said that it sends no more, and
    /// this side that reads no more, are no end.
    private func noticeEnd() -> Bool {
        if cancellation.reason != nil { return true }
        var wait = pollfd(fd: socket.number, events: 0, revents: 0)
        guard poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLHUP | POLLERR) != 0 else { return false }
        cancellation.cancel()
        dispatcher.dropUnwanted(endOf: id)
        return true
    }

    /// Takes no more requests than those that have arrived. Replies still go out.
    func stopReading() {
        shutdown(socket.number, Int32(SHUT_RD))
    }

    /// Reads and dispatches the frame that `header` announces. Returns false when the connection has to end.
    private func serve(_ header: FrameHeader, _ intake: inout Intake) -> Bool {
        guard header.length <= FrameHeader.lengthLimit else {
            guard budget.acquire(bytes: 0, unless: noticeEnd) else { return false }
            reply(
                to: header.stream, .failure(.tooLong("request", header.length)), ReplyCost(request: 0, principal: user))
            return false
        }
        // The protocol lets newer peers send other types. A data frame belongs to a stream that has been refused.
        guard header.kind == FrameHeader.Kind.request else { return intake.frames.skipBody(count: header.length) }
        guard budget.acquire(bytes: header.length, unless: noticeEnd) else { return false }
        guard dispatcher.requests.acquire(header.length, for: user, unless: noticeEnd) else {
            budget.release(bytes: header.length)
            return false
        }
        guard let (body, received) = intake.frames.readBody(count: header.length) else {
            dispatcher.requests.release(header.length, for: user)
            budget.release(bytes: header.length)
            return false
        }
        var assigned: Principal?
        do {
            try header.checkRequest(after: intake.lastStream)
            intake.lastStream = header.stream
            let call = try IncomingCall(body: body)
            let whom = principal(of: call, intake)
            assigned = try assign(call, header, to: whom, intake)
            try dispatch(call, received.checked(), header, for: whom, assigned)
        } catch {
            dispatcher.requests.release(header.length, for: user)
            let cost = ReplyCost(request: header.length, principal: user, assigned: assigned)
            reply(to: header.stream, .failure(error), cost)
        }
        return true
    }

    /// Assigns a call to whom it is for, where the user acts for others. Returns to whom it was; nil for one that is
    /// answered in passing, as whoever has as many calls as may be can cancel one.
    private func assign(
        _ call: IncomingCall, _ header: FrameHeader, to principal: Principal, _ intake: Intake
    ) throws(RPCError) -> Principal? {
        guard intake.actsForOthers, limits.accountKey != nil, !dispatcher.isPassing(call) else { return nil }
        guard budget.assign(header.length, to: principal) else { throw ServerConnection.noPlace }
        return principal
    }

    private static let noPlace = RPCError(
        .resourceExhausted,
        "as many calls for this account are in flight on the connection as may be; await their replies, and try again")

    /// Who connected, whoever they act for: the memory for requests is taken before it is known for whom they are.
    private var user: Principal { Principal(userID: peer.userID) }

    private func principal(of call: IncomingCall, _ intake: Intake) -> Principal {
        guard intake.actsForOthers, let key = limits.accountKey else { return user }
        return Principal(userID: peer.userID, name: call.metadata[key])
    }

    /// Has `call` answered on the pool of its lane.
    private func dispatch(
        _ call: IncomingCall, _ descriptors: [Descriptor], _ header: FrameHeader, for principal: Principal,
        _ assigned: Principal?
    ) throws(RPCError) {
        let stream = header.stream
        let own = Cancellation(of: cancellation, deadline: call.deadline)
        calls.add(stream, call.metadata, for: principal, own)
        let others = OtherCalls { [self] isMeant in cancel(for: principal, except: stream, where: isMeant) }
        let context = CallContext(
            connection: id, stream: stream, peer: peer, metadata: call.metadata, descriptors: descriptors,
            deadline: call.deadline, cancellation: own, otherCalls: others)
        let input = HandlerInput(method: call.method, payload: call.payload, context: context)
        do throws(RPCError) {
            try dispatcher.dispatch(
                input, of: call.service, for: principal, unless: noticeEnd, exit: exit(of: header, principal, assigned))
        } catch {
            calls.remove(stream)
            throw error
        }
    }

    /// Cancels calls for `principal`. Returns whether there were any.
    private func cancel(for principal: Principal, except stream: UInt32, where isMeant: OtherCalls.Choice) -> Bool {
        let streams = calls.cancel(for: principal, except: stream, where: isMeant)
        guard !streams.isEmpty else { return false }
        dispatcher.dropCancelled(streams, of: principal, connection: id)
        return true
    }

    /// How the call of a request leaves.
    private func exit(of header: FrameHeader, _ principal: Principal, _ assigned: Principal?) -> CallExit {
        CallExit(
            park: { [self] in
                guard budget.park(bytes: header.length, of: assigned) else { return false }
                dispatcher.requests.release(header.length, for: user)
                return true
            },
            reply: { [self] (result, reserved, isParked) in
                calls.remove(header.stream)
                if !isParked { dispatcher.requests.release(header.length, for: user) }
                let cost = ReplyCost(
                    request: header.length, reply: reserved, principal: principal, assigned: assigned,
                    isParked: isParked)
                reply(to: header.stream, result, cost)
            })
    }

    /// Sends a call's outcome; `cost` is what the call took from the budgets.
    private func reply(to stream: UInt32, _ result: Result<[UInt8], RPCError>, _ cost: ReplyCost) {
        replies.send(OutgoingFrame(reply: result, stream: stream), cost: cost)
    }
}
