import Synchronization

/// So many requests a second for each who calls, and so many at once after a pause: a bucket that fills steadily and from
/// which each request takes one.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var left: Double
        var at: ContinuousClock.Instant
    }

    /// The most callers that are remembered; beyond that all who have a full bucket are forgotten, which changes nothing
    /// for them.
    private static let callers = 65_536

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// For so many requests a second, and so many at once after a pause.
    package init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Takes one for `caller`. Returns nil, or the seconds until there is one.
    package func take(_ caller: String, at now: ContinuousClock.Instant = .now) -> Double? {
        let turn = turn(of: caller, within: 0, at: now)
        return turn.isTaken ? nil : turn.seconds
    }

    /// Takes one for `caller`, be it one that is yet to come. Returns the seconds until it is there: requests that wait so
    /// long come one after the other. Nil: it would be more than `most`, and none was taken.
    package func reserve(
        _ caller: String, within most: Double, at now: ContinuousClock.Instant = .now
    ) -> Double? {
        let turn = turn(of: caller, within: most, at: now)
        return turn.isTaken ? turn.seconds : nil
    }

    /// The seconds until the next one of `caller` is there, which is taken unless they are more than `most`.
    private func turn(
        of caller: String, within most: Double, at now: ContinuousClock.Instant
    ) -> (isTaken: Bool, seconds: Double) {
        buckets.withLock { buckets -> (isTaken: Bool, seconds: Double) in
            if buckets.count >= RateLimiter.callers { forget(&buckets, now) }
            var bucket = filled(buckets[caller] ?? Bucket(left: burst, at: now), now)
            let seconds = max(0, (1 - bucket.left) / perSecond)
            let isTaken = seconds <= most
            if isTaken { bucket.left -= 1 }
            buckets[caller] = bucket
            return (isTaken: isTaken, seconds: seconds)
        }
    }

    private func filled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Bucket {
        let seconds = max(0, bucket.at.duration(to: now) / .seconds(1))
        return Bucket(left: min(burst, bucket.left + seconds * perSecond), at: now)
    }

    private func forget(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { filled($0.value, now).left < burst }
        // Where that was nobody, those who wait least pay for it with a full bucket.
        if buckets.count >= RateLimiter.callers { buckets = buckets.filter { $0.value.left < 1 } }
    }
}
