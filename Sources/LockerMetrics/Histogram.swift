/// How often something took how long, observed by any number of threads without a lock.
public final class Histogram: Sendable {
    /// The upper bounds of all buckets but the last, which has none; in seconds, growing.
    let bounds: [Double]
    /// What fell into each bucket and into none before it.
    private let buckets: [Counter]
    private let nanoseconds = Counter()

    /// - Parameter bounds: in seconds, growing.
    public init(bounds: [Double]) {
        self.bounds = bounds
        buckets = (0...bounds.count).map { _ in Counter() }
    }

    /// Counts something that took `duration`.
    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let taken = max(0, Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
        let bucket = bounds.firstIndex { Double(taken) <= $0 * 1e9 } ?? bounds.count
        nanoseconds.add(taken)
        buckets[bucket].add()
    }

    /// What was observed so far.
    struct Snapshot {
        /// For each bound what took at most so long, and behind them everything: the count.
        let cumulative: [Int]
        let seconds: Double
    }

    /// One reading of all buckets, so that the last is never less than one before it.
    func snapshot() -> Snapshot {
        var cumulative: [Int] = []
        var sum = 0
        for bucket in buckets {
            sum += bucket.value
            cumulative.append(sum)
        }
        return Snapshot(cumulative: cumulative, seconds: Double(nanoseconds.value) / 1e9)
    }
}
