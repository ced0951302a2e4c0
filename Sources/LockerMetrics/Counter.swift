import Synchronization

/// A number that only grows, counted by any number of threads without a lock.
public final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    /// Starts at 0.
    public init() {}

    /// Adds `amount`, which is not negative.
    public func add(_ amount: Int = 1) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    /// The sum of what was added; of what other threads add meanwhile, some or all.
    public var value: Int { count.load(ordering: .relaxed) }
}
