/// How long to wait before what has failed is tried again: longer each time.
package struct RetryPause: Sendable {
    private let first: Duration
    private let longest: Duration
    private var current: Duration?

    package init(first: Duration, longest: Duration) {
        (self.first, self.longest) = (first, longest)
    }

    /// The next one.
    package mutating func next() -> Duration {
        let next = current.map { min($0 * 2, longest) } ?? first
        current = next
        return next
    }

    /// Takes note that it has not failed.
    package mutating func reset() {
        current = nil
    }
}
