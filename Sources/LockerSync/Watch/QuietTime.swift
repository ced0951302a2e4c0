/// When something that changes again and again has come to rest.
package struct QuietTime: Sendable {
    /// How long nothing has changed then.
    private let quiet: Duration
    /// How long the first change is waited with at most.
    private let longest: Duration
    private var first: ContinuousClock.Instant?
    private var last: ContinuousClock.Instant?

    package init(quiet: Duration, longest: Duration) {
        (self.quiet, self.longest) = (quiet, longest)
    }

    /// Takes note of a change.
    package mutating func note(_ moment: ContinuousClock.Instant) {
        first = first ?? moment
        last = moment
    }

    /// When all that has changed is to be looked at; nil when nothing has.
    package var due: ContinuousClock.Instant? {
        guard let first, let last else { return nil }
        return min(last + quiet, first + longest)
    }

    /// Takes note that all is looked at.
    package mutating func reset() {
        (first, last) = (nil, nil)
    }
}
