import Glibc
import POSIXSupport
import Testing

@Suite struct WatchdogTests {
    @Test func whoWaitsForTooLongIsGivenUpOnce() throws {
        let watchdog = try Watchdog(grace: 0.02)
        defer { watchdog.stop() }
        let ends = Monitor<[Patience.End]>([])
        let result = watchdog.watching { end in
            ends.withLock { $0.append(end) }
            ends.notifyAll()
        } _: { patience in
            let first = patience.wait { ends.wait { $0.isEmpty ? nil : 1 } }
            #expect(first == nil && patience.end == .tooSlow)
            return patience.wait { 2 }
        }
        #expect(result == nil)
        #expect(ends.withLock { $0 } == [.tooSlow])
    }

    @Test func whatGoesThroughGivesTime() throws {
        let watchdog = try Watchdog(grace: 0.4)
        defer { watchdog.stop() }
        let result = watchdog.watching { _ in
        } _: { patience in
            // An hour's worth of bytes.
            _ = patience.wait(moving: 3600 * Patience.bytesPerSecond) {}
            return patience.wait {
                usleep(800_000)
                return 1
            }
        }
        #expect(result == 1)
    }

    @Test func nobodyWaitsPastTheEnd() throws {
        let watchdog = try Watchdog(grace: 600)
        defer { watchdog.stop() }
        watchdog.end(after: 0)
        watchdog.watching { _ in
        } _: { patience in
            #expect(patience.wait { 1 } == nil)
            #expect(patience.end == .stopping)
        }
    }
}
