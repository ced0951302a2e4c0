import People
import Synchronization

/// Clocks that stand still until they are set.
final class SetPeopleClock: Sendable {
    private struct Moments {
        var time: Int64 = 1_700_000_000_000_000_000
        var uptime: Int64 = 5_000_000_000
    }

    private let moments = Mutex(Moments())

    /// Both go on by so much.
    func pass(seconds: Double) {
        let span = Int64(seconds * 1_000_000_000)
        moments.withLock { moments in
            moments.time += span
            moments.uptime += span
        }
    }

    /// Somebody sets the clock that people set.
    func jump(seconds: Double) {
        moments.withLock { $0.time += Int64(seconds * 1_000_000_000) }
    }

    var now: Int64 { moments.withLock { $0.time } }

    var clock: PeopleClock {
        PeopleClock(time: { self.now }, uptime: { self.moments.withLock { $0.uptime } })
    }
}
