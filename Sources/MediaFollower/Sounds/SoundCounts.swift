import Synchronization

/// What listening to songs has come to, for metrics.
package final class SoundCounts: Sendable {
    /// What came of listening to a song.
    enum Outcome {
        case heard
        case failed
        case givenUp
        /// It was not there any more.
        case gone
    }

    /// The numbers at one moment.
    package struct Values: Sendable, Equatable {
        /// Songs that were listened to.
        package var heard = 0
        /// Times that one could not be, and is tried again.
        package var failed = 0
        /// Songs that cannot be listened to.
        package var givenUp = 0
        /// Songs that are still to be listened to, or tried again.
        package var waiting = 0
    }

    private let counts = Mutex(Values())

    init() {}

    /// The numbers as they are now.
    package var values: Values { counts.withLock { $0 } }

    func count(_ outcome: Outcome) {
        counts.withLock { counts in
            switch outcome {
            case .heard: counts.heard += 1
            case .failed: counts.failed += 1
            case .givenUp: counts.givenUp += 1
            case .gone: break
            }
            if outcome != .failed { counts.waiting = max(0, counts.waiting - 1) }
        }
    }

    func set(waiting: Int) {
        counts.withLock { $0.waiting = waiting }
    }
}
