import Synchronization

/// A clock that stands still until it is set.
final class TestClock: Sendable {
    private let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)

    /// So much has passed since it was made.
    func set(_ passed: Duration) {
        self.passed.withLock { $0 = passed }
    }

    @Sendable func now() -> ContinuousClock.Instant {
        start + passed.withLock { $0 }
    }
}
