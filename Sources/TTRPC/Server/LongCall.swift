import POSIXSupport
import Synchronization

/// A call of a method that may park it, from its dispatch to its reply. While it is parked it has no thread, no memory
/// for a reply and no place among the calls of its connection.
final class LongCall: Sendable {
    private struct State {
        /// Nil once the handler has it.
        var payload: [UInt8]?
        /// What the handler made of it.
        var call: ParkedCall?
        /// Whether it waits; else it has a thread or waits for one.
        var isParked = false
        /// Whether something has happened since it last began to look for its answer.
        var isWoken = false
        /// Whether it may wait no longer.
        var isEnding = false
        /// Whether memory for the reply is reserved.
        var isReserved = false
        /// Whether it has a place among the parked calls, and none among those of its connection.
        var hasParkedPlace = false
        var isAnswered = false
    }

    private let method: String
    private let context: CallContext
    private let principal: Principal
    private let handler: Router.ParkingHandler
    private let pool: LanePool
    private let table: ParkedTable
    private let replies: FairBudget
    private let exit: CallExit
    private let state: Mutex<State>

    /// - Parameters:
    ///   - pool: has its threads.
    ///   - table: takes it in while it is parked.
    ///   - replies: the memory for replies, which the pool reserves for each turn.
    init(
        _ input: HandlerInput, of principal: Principal, handler: @escaping Router.ParkingHandler, pool: LanePool,
        table: ParkedTable, replies: FairBudget, exit: CallExit
    ) {
        (method, context) = (input.method, input.context)
        self.principal = principal
        self.handler = handler
        self.pool = pool
        self.table = table
        self.replies = replies
        self.exit = exit
        state = Mutex(State(payload: input.payload))
    }

    /// Has it look for its answer on a thread of its lane.
    func submit() {
        let waiting = WaitingCall(
            run: { [self] _ in run() }, refuse: { [self] in answer(.failure($0)) },
            isWanted: { [self] in context.cancellation.reason == nil }, drop: { [self] in drop() })
        pool.submit(waiting, of: principal)
    }

    /// Looks for the answer until it is there or the call is parked. Memory for a reply is reserved.
    private func run() {
        let payload = state.withLock { state in
            state.isReserved = true
            return state.payload.take()
        }
        do throws(RPCError) {
            if let payload { try begin(payload) }
            while true {
                if let found = try look() { return answer(.success(found)) }
                if try park() { return }
            }
        } catch {
            answer(.failure(error))
        }
    }

    private func begin(_ payload: [UInt8]) throws(RPCError) {
        try checkIsWanted()
        let call = try handler(context, payload, Wakeup { [self] in wake() })
        state.withLock { $0.call = call }
    }

    private func look() throws(RPCError) -> [UInt8]? {
        try checkIsWanted()
        let (call, isLast) = state.withLock { state in
            state.isWoken = false
            return (state.call, state.isEnding)
        }
        guard let call else { throw .hasNoAnswer }
        if let found = try call.look(isLast) { return found }
        guard !isLast else { throw .hasNoAnswer }
        return nil
    }

    /// Lets it wait. Returns false where something has happened meanwhile.
    private func park() throws(RPCError) -> Bool {
        if !state.withLock({ $0.hasParkedPlace }) { try takePlace() }
        // Whoever went before it was in the table has told nobody.
        try checkIsWanted()
        let isParked = state.withLock { state in
            guard !state.isWoken, !state.isEnding else { return false }
            state.isReserved = false
            state.isParked = true
            return true
        }
        // It may run again by now, with memory of its own.
        if isParked { replies.release(FrameHeader.lengthLimit, for: principal) }
        return isParked
    }

    private func takePlace() throws(RPCError) {
        guard table.takePlace(for: principal) else { throw LongCall.noPlace }
        guard exit.park() else {
            table.giveBackPlace(of: principal)
            throw LongCall.noPlace
        }
        let until = state.withLock { state in
            state.hasParkedPlace = true
            return state.call?.until ?? .now
        }
        let entry = ParkedTable.Entry(
            due: min(until, context.deadline ?? until), end: { [self] in end() }, abandon: { [self] in abandon() })
        if !table.add(entry, connection: context.connection, stream: context.stream) { end() }
    }

    private static let noPlace = RPCError(
        .resourceExhausted, "as many calls wait for something to happen as may; end one, or try again later")

    /// - Throws: when the answer is not wanted any more.
    private func checkIsWanted() throws(RPCError) {
        if context.cancellation.reason != nil { throw unwanted }
    }

    /// The answer, where nobody wants another one any more.
    private var unwanted: RPCError {
        let isBegun = state.withLock { $0.call != nil }
        return .unwanted(context.cancellation.reason ?? .abandoned, method, isBegun: isBegun)
    }

    /// Answers that it is not wanted any more, unless it has been answered.
    private func drop() {
        answer(.failure(unwanted))
    }

    /// Has it look again.
    private func wake() {
        if resume({ $0.isWoken = true }) { submit() }
    }

    /// Has it look for the last time.
    private func end() {
        if resume({ $0.isEnding = true }) { submit() }
    }

    /// Answers it if it is parked: it is not wanted any more. Where it has a thread, that notices.
    private func abandon() {
        if resume({ $0.isEnding = true }) { drop() }
    }

    /// Returns whether it was parked; it is not any more then.
    private func resume(_ change: (inout State) -> Void) -> Bool {
        state.withLock { state in
            change(&state)
            defer { state.isParked = false }
            return state.isParked
        }
    }

    /// Answers, unless that has been done.
    private func answer(_ result: Result<[UInt8], RPCError>) {
        let ended = state.withLock { state -> State? in
            if state.isAnswered { return nil }
            defer { (state.call, state.payload, state.isAnswered) = (nil, nil, true) }
            return state
        }
        guard let ended else { return }
        if ended.hasParkedPlace {
            table.remove(connection: context.connection, stream: context.stream)
            table.giveBackPlace(of: principal)
        }
        exit.reply(result, ended.isReserved ? FrameHeader.lengthLimit : 0, ended.hasParkedPlace)
    }
}
