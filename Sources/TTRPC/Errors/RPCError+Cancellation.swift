import POSIXSupport

extension RPCError {
    /// The answer to a call whose caller has gone; nobody reads it.
    static let abandoned = RPCError(.cancelled, "the connection has ended, and the call was not begun")

    /// The answer to a call of `method` that is not wanted any more.
    ///
    /// - Parameter isBegun: whether it has begun, and waited for something since.
    static func unwanted(_ reason: Cancellation.Reason, _ method: String, isBegun: Bool = false) -> RPCError {
        switch reason {
        case .abandoned: abandoned
        case .cancelled: RPCError(.cancelled, "\(method): it was cancelled")
        case .late:
            RPCError(
                .deadlineExceeded,
                "\(method): its deadline passed " + (isBegun ? "while it waited" : "before its turn came"))
        }
    }
}
