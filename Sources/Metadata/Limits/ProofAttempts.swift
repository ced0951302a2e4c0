import LockerBase
import Synchronization

/// What accounts have tried, in memory: for a back end of one process. A restart forgets it.
package final class ProofAttempts: ProofLimitStore {
    private struct Attempts {
        var challenges = 0
        var wrong = 0
    }

    private struct Day {
        let start: ContinuousClock.Instant
        var wrong = 0
        var tracks: [Digest: Attempts] = [:]
    }

    private let days = Mutex<[Int64: Day]>([:])
    private let clock: @Sendable () -> ContinuousClock.Instant

    package init(clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.clock = clock
    }

    package func allow(_ track: Digest, of account: Account) -> Bool {
        let now = clock()
        return days.withLock { days in
            guard let day = ProofAttempts.current(days[account.id], at: now) else { return true }
            return ProofAttempts.allow(day, track)
        }
    }

    package func challenged(_ track: Digest, of account: Account) {
        change(account) { $0.tracks[track, default: Attempts()].challenges += 1 }
    }

    package func attempt(_ track: Digest, of account: Account) -> Bool {
        change(account) { day in
            let attempts = day.tracks[track] ?? Attempts()
            guard day.wrong < ProofLimits.wrongPerAccount, attempts.wrong < ProofLimits.wrongPerTrack else {
                return false
            }
            day.wrong += 1
            day.tracks[track, default: Attempts()].wrong += 1
            return true
        }
    }

    package func succeeded(_ track: Digest, of account: Account) {
        change(account) { day in
            day.wrong = max(0, day.wrong - 1)
            let wrong = (day.tracks[track]?.wrong ?? 1) - 1
            day.tracks[track] = wrong > 0 ? Attempts(wrong: wrong) : nil
        }
    }

    private func change<Result>(_ account: Account, _ body: (inout Day) -> Result) -> Result {
        let now = clock()
        return days.withLock { days in
            var day = ProofAttempts.current(days.removeValue(forKey: account.id), at: now) ?? Day(start: now)
            defer { days[account.id] = day.tracks.isEmpty && day.wrong == 0 ? nil : day }
            return body(&day)
        }
    }

    private static func allow(_ day: Day, _ track: Digest) -> Bool {
        guard day.wrong < ProofLimits.wrongPerAccount else { return false }
        guard let attempts = day.tracks[track] else { return day.tracks.count < ProofLimits.tracksPerAccount }
        return attempts.wrong < ProofLimits.wrongPerTrack && attempts.challenges < ProofLimits.challengesPerTrack
    }

    private static func current(_ day: Day?, at now: ContinuousClock.Instant) -> Day? {
        day.flatMap { now - $0.start < ProofLimits.period ? $0 : nil }
    }
}
