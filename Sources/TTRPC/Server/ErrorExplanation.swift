/// Completes an error that the server itself answers a call with that has begun.
public typealias ErrorExplanation = @Sendable (RPCError, CallContext) -> RPCError
