/// A call that waits for a thread.
struct WaitingCall: Sendable {
    let run: @Sendable (Turn) -> Void
    let refuse: @Sendable (RPCError) -> Void
    /// Whether the answer is still waited for.
    let isWanted: @Sendable () -> Bool
    /// Answers that it is not.
    let drop: @Sendable () -> Void
}
