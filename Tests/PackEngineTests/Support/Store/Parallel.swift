import POSIXSupport
import Testing

/// Runs `body` on so many threads, each with its number, and expects none to throw.
func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let failures = Monitor<[String]>([])
    let threads = try (0..<count).map { number in
        try Thread("test-\(number)") {
            do { try body(number) } catch { failures.withLock { $0.append("\(error)") } }
        }
    }
    for thread in threads { thread.join() }
    #expect(failures.withLock { $0 } == [])
}
