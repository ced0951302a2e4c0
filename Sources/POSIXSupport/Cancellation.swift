import Synchronization

/// Whether what a thread works at is still wanted. Long work asks between its steps, and is given up where it is not.
///
/// Asking costs a few nanoseconds, and the clock where there is a deadline.
public final class Cancellation: Sendable {
    /// Why it is not wanted any more.
    public enum Reason: Sendable {
        /// Whoever waited for it has gone.
        case abandoned
        /// Its deadline has passed.
        case late
    }

    private let isCancelled = Atomic(false)
    private let parent: Cancellation?
    private let deadline: ContinuousClock.Instant?

    /// - Parameters:
    ///   - parent: ends this one too.
    ///   - deadline: when nobody wants it any more; nil for never.
    public init(of parent: Cancellation? = nil, deadline: ContinuousClock.Instant? = nil) {
        self.parent = parent
        self.deadline = deadline
    }

    /// Takes note that nobody waits for it any more. Any thread may, any number of times.
    public func cancel() {
        isCancelled.store(true, ordering: .releasing)
    }

    /// Nil as long as it is wanted.
    public var reason: Reason? {
        if isCancelled.load(ordering: .acquiring) { return .abandoned }
        if let reason = parent?.reason { return reason }
        return deadline.flatMap { .now >= $0 ? .late : nil }
    }
}
