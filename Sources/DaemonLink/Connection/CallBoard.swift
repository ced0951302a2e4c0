import LockerBase
import NIOCore
import TTRPC

/// The calls of one connection: those that wait, and those that are in flight. For the connection's event loop alone.
final class CallBoard {
    /// A request that went out and has no reply.
    struct Flight {
        let request: CallRequest
        /// Nil where nobody waits for the reply.
        let ticket: CallTicket?
        /// Whether it has one of ``CallBoard/places``.
        var hasPlace = true
    }

    /// The most calls that wait for a place, of one account and in all.
    private static let waitingLimit = (account: 1024, all: 16_384)
    /// The last stream on which a call goes out; some are left for cancelling.
    private static let lastStream = UInt32.max - 100_000

    let loop: any EventLoop
    private let status: ConnectionStatus
    private(set) var channel: (any Channel)?
    private var nextStream: UInt32 = 1
    private var waiting = WaitingCalls()
    private var flights: [UInt32: Flight] = [:]
    /// Those that calls in flight have.
    private var places = CallPlaces(calls: 16, bytes: 8 << 20)
    /// What the daemon said of itself; nil until it has.
    private(set) var greeting: Greeting?
    /// Why no more calls are taken; nil while they are.
    private var refusal: LockerError?
    private var isOver = false
    /// How long nothing came, and whether that is looked at.
    var silence = Silence(at: .now())
    private var isWatched = false

    init(loop: any EventLoop, status: ConnectionStatus) {
        (self.loop, self.status) = (loop, status)
    }

    /// Has calls go out on `channel`, once the daemon has greeted.
    func connected(_ channel: any Channel) {
        guard !isOver else { return channel.close(promise: nil) }
        self.channel = channel
        greet()
    }

    /// Takes a call in, to go out when there is a place for it.
    func submit(_ ticket: CallTicket) {
        let request = ticket.request
        if ticket.isCancelled { return ticket.answer(.unsent(LinkError.callCancelled(request))) }
        if let refusal { return ticket.answer(.unsent(refusal)) }
        let bounds = CallBoard.waitingLimit
        guard waiting.count < bounds.all, waiting.count(for: request.account) < bounds.account else {
            return ticket.answer(.unsent(LinkError.tooManyCalls(request)))
        }
        if let deadline = request.deadline {
            let board = NIOLoopBound(self, eventLoop: loop)
            ticket.setTimer(loop.scheduleTask(deadline: deadline) { board.value.expire(ticket) })
        }
        waiting.append(ticket)
        dispatch()
    }

    /// Lets go of a call that has waited for as long as it may. One that went out keeps its place until its reply comes:
    /// at the daemon it is in flight.
    private func expire(_ ticket: CallTicket) {
        let error = status.liveness.isStill ? LinkError.noAnswer : LinkError.callTimedOut(ticket.request)
        ticket.answer(waiting.remove(ticket) ? .unsent(error) : .failure(error))
    }

    /// Takes out a call that waits for a place. Returns false where it does not.
    func withdraw(_ ticket: CallTicket) -> Bool { waiting.remove(ticket) }

    /// Whether the call went out and has no reply.
    func isInFlight(_ ticket: CallTicket) -> Bool {
        guard let stream = ticket.stream else { return false }
        return flights[stream]?.ticket === ticket
    }

    /// Writes a request, which is to be flushed, and returns its stream.
    @discardableResult
    func write(_ flight: Flight, to channel: any Channel) throws(RPCError) -> UInt32 {
        let stream = nextStream
        let head = try flight.request.head(stream: stream)
        nextStream += 2
        if flights.isEmpty { silence = Silence(at: .now()) }
        flights[stream] = flight
        channel.write(ByteBuffer(bytes: head), promise: nil)
        for piece in flight.request.payload where piece.readableBytes > 0 { channel.write(piece, promise: nil) }
        if !isWatched {
            isWatched = true
            watchSilence()
        }
        return stream
    }

    /// Whether a reply is to come.
    var isAwaiting: Bool { !isOver && !flights.isEmpty }

    /// Takes note that it is not looked any more whether anything comes.
    func rest() {
        isWatched = false
    }

    /// Takes note that the daemon has said something, whatever it is.
    func heard() {
        let now = NIODeadline.now()
        silence = Silence(at: now)
        status.noteSign(at: now)
    }

    /// Takes note that the daemon answers nothing.
    func noteSilence() {
        status.noteSilence(at: .now())
    }

    /// Takes the body of a reply.
    func received(_ body: ByteBuffer, on stream: UInt32) {
        guard !isOver else { return }
        let flight = flights.removeValue(forKey: stream)
        if let flight, flight.hasPlace { places.free(flight.request) }
        if greeting == nil {
            // That of a daemon that takes no more connections comes before it has read anything.
            takeGreeting(body)
        } else {
            flight?.ticket?.answer(.reply(body))
        }
        dispatch()
    }

    /// Has calls go out from here on, as many at a time as the daemon takes.
    func open(_ greeting: Greeting) {
        self.greeting = greeting
        places = CallPlaces(
            calls: greeting.limit("calls_in_flight", usual: 16),
            bytes: greeting.limit("call_bytes_in_flight", usual: 8 << 20))
        status.open(greeting)
    }

    /// Sends what has waited and finds a place by now.
    private func dispatch() {
        guard greeting != nil, !isOver, let channel else { return }
        var isWritten = false
        while nextStream <= CallBoard.lastStream, let ticket = waiting.next(where: { places.fits($0) }) {
            send(ticket, on: channel)
            isWritten = true
        }
        if isWritten { channel.flush() }
        if nextStream > CallBoard.lastStream { retire() }
    }

    private func send(_ ticket: CallTicket, on channel: any Channel) {
        do throws(RPCError) {
            ticket.stream = try write(Flight(request: ticket.request, ticket: ticket), to: channel)
            places.take(ticket.request)
        } catch {
            ticket.answer(.unsent(LockerError(.invalidArgument, error.message, cause: error)))
        }
    }

    /// Takes no more calls, and ends when the last reply has come.
    private func retire() {
        refuse(LinkError.spentConnection, isWanted: true)
        if flights.isEmpty { end(LinkError.spentConnection, isWanted: true) }
    }

    private func refuse(_ error: LockerError, isWanted: Bool) {
        let error = refusal ?? error
        refusal = error
        status.end(error, isWanted: isWanted)
        for ticket in waiting.removeAll() { ticket.answer(.unsent(error)) }
    }

    /// Ends the connection: calls that wait, those in flight and those to come fail with `error`.
    ///
    /// - Parameter isWanted: whether this side ends it.
    func end(_ error: LockerError, isWanted: Bool = false) {
        guard !isOver else { return }
        isOver = true
        refuse(error, isWanted: isWanted)
        let lost = flights.values
        flights = [:]
        for flight in lost { flight.ticket?.answer(.failure(error)) }
        channel?.close(promise: nil)
        channel = nil
    }
}
