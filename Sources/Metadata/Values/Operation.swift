/// When work of the operator's on the store last came to its end.
public struct Operation: Hashable, Sendable {
    /// What was done: `backup`.
    public let name: String
    /// Nanoseconds since 1970 UTC; nil for never.
    public let succeeded: Int64?
    /// The same.
    public let failed: Int64?

    /// An operation that ended at these moments; without any, one that never did.
    public init(name: String, succeeded: Int64? = nil, failed: Int64? = nil) {
        self.name = name
        self.succeeded = succeeded
        self.failed = failed
    }
}
