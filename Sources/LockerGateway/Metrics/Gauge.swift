import Synchronization

/// A number that grows and shrinks, counted by any number of threads without a lock.
final class Gauge: Sendable {
    private let count = Atomic<Int>(0)

    func add(_ amount: Int) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    var value: Int { count.load(ordering: .relaxed) }
}
