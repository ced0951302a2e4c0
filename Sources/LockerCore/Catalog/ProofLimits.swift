import LockerBase
import Metadata
import POSIXSupport

/// Bounds what an account may try, so that nobody guesses: not by wrong proofs, and not by asking until a nonce picks
/// what they have. Who has tried too much is challenged no more until a day has passed since they began.
package final class ProofLimits: Sendable {
    /// The most wrong proofs of one track, and of all together.
    package static let wrongPerTrack = 3
    package static let wrongPerAccount = 50
    /// The most challenges for one track that no right proof followed: a sync that was interrupted leaves some.
    package static let challengesPerTrack = 10
    /// The most tracks with such challenges, since each takes memory.
    package static let tracksPerAccount = 20_000

    private static let period = Duration.seconds(24 * 60 * 60)

    private struct Attempts {
        var challenges = 0
        var wrong = 0
    }

    private struct Day {
        let start: ContinuousClock.Instant
        var wrong = 0
        var tracks: [Digest: Attempts] = [:]
    }

    private let days = RankedMutex<[Int64: Day]>([:], .proofLimits)

    package init() {}

    /// Whether `account` may be told of `track`.
    package func allow(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) -> Bool {
        days.withLock { days in
            guard let day = ProofLimits.current(days[account.id], at: now) else { return true }
            return ProofLimits.allow(day, track)
        }
    }

    /// Counts a challenge.
    package func challenged(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) {
        change(account, now) { $0.tracks[track, default: Attempts()].challenges += 1 }
    }

    /// Counts a proof as wrong before it is checked, so that many at once are not more than one after the other.
    /// ``succeeded(_:of:at:)`` takes that back. False when there were too many already.
    package func attempt(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) -> Bool {
        change(account, now) { day in
            let attempts = day.tracks[track] ?? Attempts()
            guard day.wrong < ProofLimits.wrongPerAccount, attempts.wrong < ProofLimits.wrongPerTrack else {
                return false
            }
            day.wrong += 1
            day.tracks[track, default: Attempts()].wrong += 1
            return true
        }
    }

    /// Takes note that the proof of the latest attempt was right.
    package func succeeded(_ track: Digest, of account: Account, at now: ContinuousClock.Instant = .now) {
        change(account, now) { day in
            day.wrong = max(0, day.wrong - 1)
            let wrong = (day.tracks[track]?.wrong ?? 1) - 1
            day.tracks[track] = wrong > 0 ? Attempts(wrong: wrong) : nil
        }
    }

    private func change<Result>(
        _ account: Account, _ now: ContinuousClock.Instant, _ body: (inout Day) -> Result
    ) -> Result {
        days.withLock { days in
            var day = ProofLimits.current(days.removeValue(forKey: account.id), at: now) ?? Day(start: now)
            defer { days[account.id] = day.tracks.isEmpty && day.wrong == 0 ? nil : day }
            return body(&day)
        }
    }

    private static func allow(_ day: Day, _ track: Digest) -> Bool {
        guard day.wrong < wrongPerAccount else { return false }
        guard let attempts = day.tracks[track] else { return day.tracks.count < tracksPerAccount }
        return attempts.wrong < wrongPerTrack && attempts.challenges < challengesPerTrack
    }

    private static func current(_ day: Day?, at now: ContinuousClock.Instant) -> Day? {
        day.flatMap { now - $0.start < period ? $0 : nil }
    }
}
