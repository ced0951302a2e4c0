/// The calls that one call may cancel: those of the same connection and on behalf of the same principal that have no
/// answer yet.
public struct OtherCalls: Sendable {
    /// Whether a call is meant, by its stream and its metadata.
    public typealias Choice = (_ stream: UInt32, _ metadata: [String: String]) -> Bool

    private let cancelling: @Sendable (Choice) -> Bool

    /// None.
    public init() {
        cancelling = { _ in false }
    }

    /// Those that `cancelling` cancels.
    init(_ cancelling: @escaping @Sendable (Choice) -> Bool) {
        self.cancelling = cancelling
    }

    /// Cancels those of which `isMeant` says so, and returns whether there were any. Those that wait for a thread or for
    /// something to happen are answered at once; those that run learn it where they ask whether they are wanted.
    public func cancel(where isMeant: Choice) -> Bool {
        cancelling(isMeant)
    }
}
