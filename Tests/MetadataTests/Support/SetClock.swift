import Metadata
import Synchronization

/// A clock that stands still until it is set.
final class SetClock: Sendable {
    let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)

    /// So much has passed since ``start``.
    func set(_ passed: Duration) {
        self.passed.withLock { $0 = passed }
    }

    @Sendable func now() -> ContinuousClock.Instant {
        start + passed.withLock { $0 }
    }
}

/// An account of whom nothing more is to be known.
func account(_ id: Int64, _ name: String) -> Account {
    Account(id: id, name: name, userID: nil, role: .user, quota: nil, created: 1)
}
