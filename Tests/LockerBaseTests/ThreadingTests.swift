import POSIXSupport
import Testing

@Suite struct ThreadingTests {
    @Test func aMonitorWakesWhoWaitsForTheChange() throws {
        let monitor = Monitor(0)
        let thread = try Thread("counter") {
            for _ in 0..<1_000 {
                monitor.withLock { $0 += 1 }
                monitor.notifyAll()
            }
        }
        #expect(monitor.wait { $0 == 1_000 ? $0 : nil } == 1_000)
        thread.join()
    }

    @Test func aWaitGivesUpAtItsEnd() {
        let monitor = Monitor(0)
        #expect(monitor.wait(seconds: 0.01) { $0 > 0 ? $0 : nil } == nil)
        #expect(monitor.wait(seconds: 10) { $0 == 0 ? "at once" : nil } == "at once")
    }

    @Test func aPoolRunsEveryJobBeforeItEnds() throws {
        let done = Monitor(0)
        let pool = try WorkerPool(name: "test", threads: 4)
        for _ in 0..<5_000 { pool.submit { done.withLock { $0 += 1 } } }
        pool.finish()
        #expect(done.withLock { $0 } == 5_000)
    }
}
