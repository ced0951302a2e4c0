/// A call whose answer is not there yet: it waits for something to happen, without a thread and without a place among
/// the calls of its connection.
public struct ParkedCall: Sendable {
    /// When it is answered at the latest.
    let until: ContinuousClock.Instant
    /// Looks for the answer.
    let look: @Sendable (_ isLast: Bool) throws(RPCError) -> [UInt8]?

    /// - Parameters:
    ///   - until: when there has to be an answer.
    ///   - look: called on a thread of the method's lane, at first at once and then after each ``Wakeup/wake()``, never
    ///     twice at a time. Nil where there is no answer yet; the last time, when the call may wait no longer, there has
    ///     to be one. It goes when the call is answered, with what it holds.
    public init(
        until: ContinuousClock.Instant, look: @escaping @Sendable (_ isLast: Bool) throws(RPCError) -> [UInt8]?
    ) {
        self.until = until
        self.look = look
    }

    /// The answer of a call that cannot wait.
    func answer() throws(RPCError) -> [UInt8] {
        if let answer = try look(false) { return answer }
        guard let answer = try look(true) else { throw .hasNoAnswer }
        return answer
    }
}

extension RPCError {
    /// The answer to a parked call that has none in the end: a defect of its method.
    static let hasNoAnswer = RPCError(.internal, "the call has waited, and there is no answer to it")
}
