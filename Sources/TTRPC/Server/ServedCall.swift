import POSIXSupport
import Synchronization

/// One call, from its dispatch to its reply. That is what the handler answers or, where the handler hangs in a file of
/// the caller's, an error that says so.
final class ServedCall: Sendable {
    private struct State {
        /// Nil once the handler has it.
        var input: HandlerInput?
        /// Memory for the reply is reserved when the call begins.
        var reserved = 0
        var answered = false
    }

    /// Who made the call, without the descriptors that came with it.
    let caller: CallContext
    private let method: String
    private let place: DescriptorPlace?
    private let cancellation: Cancellation

    private let handler: Router.Handler
    private let reply: @Sendable (Result<[UInt8], RPCError>, _ reserved: Int) -> Void
    private let state: Mutex<State>

    /// `reply` is called once, with the bytes of memory that are reserved for the reply.
    init(
        _ input: HandlerInput, place: DescriptorPlace?, handler: @escaping Router.Handler,
        reply: @escaping @Sendable (Result<[UInt8], RPCError>, _ reserved: Int) -> Void
    ) {
        let context = input.context
        caller = CallContext(
            connection: context.connection, stream: context.stream, peer: context.peer, metadata: context.metadata)
        method = input.method
        self.place = place
        cancellation = input.context.cancellation
        self.handler = handler
        self.reply = reply
        state = Mutex(State(input: input))
    }

    /// Whether the caller still waits for the answer.
    var isWanted: Bool { cancellation.reason == nil }

    /// Runs the handler. `patience` is for the caller's files.
    func run(_ patience: Patience?) {
        var input = state.withLock { state in
            state.reserved = FrameHeader.lengthLimit
            return state.input.take()
        }
        if let input { answer(Result { () throws(RPCError) in try result(of: input, patience) }) }
        // close(2) may hang in such a file, as read(2) does.
        _ = patience?.wait { input = nil }
    }

    /// Answers that it is not wanted any more, unless it has been answered.
    func drop() {
        answer(.failure(.unwanted(cancellation.reason ?? .abandoned, method)))
    }

    /// Answers, unless that has been done.
    func answer(_ result: Result<[UInt8], RPCError>) {
        let reserved = state.withLock { state -> Int? in
            defer { state.answered = true }
            return state.answered ? nil : state.reserved
        }
        if let reserved { reply(result, reserved) }
    }

    private func result(of input: HandlerInput, _ patience: Patience?) throws(RPCError) -> [UInt8] {
        if let reason = cancellation.reason { throw .unwanted(reason, method) }
        return try handler(input.context.with(patience), input.payload)
    }
}

extension CallContext {
    fileprivate func with(_ patience: Patience?) -> CallContext {
        guard let patience else { return self }
        return CallContext(
            connection: connection, stream: stream, peer: peer, metadata: metadata, descriptors: descriptors,
            deadline: deadline, patience: patience, cancellation: cancellation, otherCalls: otherCalls)
    }
}

extension RPCError {
    /// The answer to a call whose thread was given up.
    init(_ end: Patience.End) {
        switch end {
        case .tooSlow:
            self.init(
                .deadlineExceeded, "the file that came with the call did not answer in time; try again when it does",
                reason: "TIMED_OUT")
        case .stopping:
            self.init(
                .unavailable, "the daemon stops; try again when it is there again", reason: "UNAVAILABLE")
        }
    }
}
