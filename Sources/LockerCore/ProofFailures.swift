import LockerBase
import Metadata
import Synchronization

/// Counts wrong proofs, so that nobody guesses: an account that has too many is challenged no more until a day has
/// passed since the first of them.
package final class ProofFailures: Sendable {
    /// The most for one track, and for all together.
    package static let maximumPerTrack = 3
    package static let maximumPerAccount = 50

    private static let period = Duration.seconds(24 * 60 * 60)

    private struct Count {
        let since: ContinuousClock.Instant
        var all = 0
        var tracks: [Digest: Int] = [:]
    }

    private let counts = Mutex<[Int64: Count]>([:])

    package init() {}

    package func add(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) {
        counts.withLock { counts in
            var count = ProofFailures.current(counts[account.id], at: now) ?? Count(since: now)
            count.all += 1
            count.tracks[track, default: 0] += 1
            counts[account.id] = count
        }
    }

    /// Whether `account` may prove that it has `track`.
    package func allow(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) -> Bool {
        counts.withLock { counts in
            guard let count = ProofFailures.current(counts[account.id], at: now) else { return true }
            return count.all < ProofFailures.maximumPerAccount
                && count.tracks[track, default: 0] < ProofFailures.maximumPerTrack
        }
    }

    private static func current(_ count: Count?, at now: ContinuousClock.Instant) -> Count? {
        count.flatMap { now - $0.since < period ? $0 : nil }
    }
}
