import Synchronization

/// Names of requests: each is there once in the life of a gateway, and starts with what no other gateway of that moment
/// starts with.
final class RequestNames: Sendable {
    private let prefix = String(UInt32.random(in: 0 ... .max), radix: 36)
    private let count = Atomic<UInt64>(0)

    func next() -> String {
        "g\(prefix)-\(String(count.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36))"
    }
}
