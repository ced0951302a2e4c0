import Synchronization

/// Things that are dear to make and serve one caller at a time, kept for the next one.
///
/// There are never more of them than callers at once, which the daemon's worker threads bound.
final class Pool<Element>: Sendable {
    private let idle = Mutex(Elements())
    private let make: @Sendable () -> Element

    /// The elements go from thread to thread, one at a time, so they need not be `Sendable` themselves.
    private struct Elements: @unchecked Sendable {
        var list: [Element] = []
    }

    init(_ make: @escaping @Sendable () -> Element) {
        self.make = make
    }

    func with<Result, Failure: Error>(
        _ body: (Element) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let taken = idle.withLock { Elements(list: $0.list.popLast().map { [$0] } ?? []) }
        let element = taken.list.first ?? make()
        defer {
            let returned = Elements(list: [element])
            idle.withLock { $0.list += returned.list }
        }
        return try body(element)
    }
}
