import NIOCore

/// How long a connection has brought nothing though something is awaited, and what is to be done about it.
package struct Silence: Sendable {
    package enum Step: Sendable {
        case nothing
        /// The daemon is to be asked something that it answers at any time.
        case ask
        /// It has not answered: nothing is to be awaited any more.
        case end
    }

    /// Since when nothing came.
    private var start: NIODeadline
    /// When the daemon was asked since then.
    private var asked: NIODeadline?

    /// Something came at that moment, or began to be awaited.
    package init(at now: NIODeadline) {
        start = now
    }

    /// Whether the question has waited for longer than a daemon that runs lets it wait.
    package func isLong(at now: NIODeadline) -> Bool {
        guard let asked else { return false }
        return now - asked >= LinkBounds.unanswered
    }

    /// What is to be done now. The time counts from the question on: whoever slept until now has heard nothing meanwhile.
    package mutating func step(at now: NIODeadline) -> Step {
        if let asked { return now - asked >= LinkBounds.lost ? .end : .nothing }
        guard now - start >= LinkBounds.silence else { return .nothing }
        asked = now
        return .ask
    }
}
