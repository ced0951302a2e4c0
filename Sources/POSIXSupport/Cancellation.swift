import Synchronization

/// Whether what a thread works at is still wanted. Long work asks between its steps, and is given up where it is not.
///
/// Asking costs a few nanoseconds, and the clock where there is a deadline.
public final class Cancellation: Sendable {
    /// Why it is not wanted any more.
    public enum Reason: Int, Sendable {
        /// Whoever waited for it has gone.
        case abandoned = 1
        /// Whoever waits for it has cancelled it, and waits for the answer that says so.
        case cancelled
        /// Its deadline has passed.
        case late
    }

    /// The number of the reason that was told; 0 for none.
    private let told = Atomic(0)
    private let parent: Cancellation?
    private let deadline: ContinuousClock.Instant?

    /// - Parameters:
    ///   - parent: ends this one too.
    ///   - deadline: when nobody wants it any more; nil for never.
    public init(of parent: Cancellation? = nil, deadline: ContinuousClock.Instant? = nil) {
        self.parent = parent
        self.deadline = deadline
    }

    /// Takes note that it is not wanted any more. Any thread may, any number of times.
    public func cancel(_ reason: Reason = .abandoned) {
        told.store(reason.rawValue, ordering: .releasing)
    }

    /// Nil as long as it is wanted.
    public var reason: Reason? {
        if let reason = Reason(rawValue: told.load(ordering: .acquiring)) { return reason }
        if let reason = parent?.reason { return reason }
        return deadline.flatMap { .now >= $0 ? .late : nil }
    }
}
