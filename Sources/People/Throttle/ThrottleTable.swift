/// Wrong tries, counted for each of a bounded number of those who made them. Moments are nanoseconds of a clock that
/// nobody sets.
struct ThrottleTable<Key: Hashable & Sendable>: Sendable {
    private struct Tries {
        var count: Int
        var last: Int64
    }

    private let rule: ThrottleRule
    private let capacity: Int
    private var tries: [Key: Tries] = [:]

    init(_ rule: ThrottleRule, capacity: Int) {
        self.rule = rule
        self.capacity = capacity
    }

    /// How many are remembered.
    var count: Int { tries.count }

    /// How long the next try of `key` has to wait; 0 where it need not.
    func wait(_ key: Key, at now: Int64) -> Int64 {
        guard let tries = tries[key] else { return 0 }
        return max(0, end(tries) - now)
    }

    /// Takes note of a try.
    mutating func add(_ key: Key, at now: Int64) {
        let known = tries[key].flatMap { isForgotten($0, at: now) ? nil : $0 }
        if known == nil, tries.count >= capacity { makeRoom(at: now) }
        tries[key] = Tries(count: (known?.count ?? 0) + 1, last: now)
    }

    /// As if the last try had not been.
    mutating func takeBack(_ key: Key) {
        guard var known = tries[key] else { return }
        known.count -= 1
        tries[key] = known.count > 0 ? known : nil
    }

    /// The moment up to which who made them has to wait.
    private func end(_ tries: Tries) -> Int64 { tries.last + rule.delay(after: tries.count) }

    private func isForgotten(_ tries: Tries, at now: Int64) -> Bool { now - end(tries) > rule.memory }

    /// Forgets what is old enough; where that is not half of all, also those who have waited the longest: half at once,
    /// so that this is not done for each new one.
    private mutating func makeRoom(at now: Int64) {
        tries = tries.filter { !isForgotten($0.value, at: now) }
        guard tries.count > capacity / 2 else { return }
        let kept = tries.sorted { end($0.value) > end($1.value) }.prefix(capacity / 2)
        tries = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
