import Glibc
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

    /// No address space has room for the larger stack.
    @Test(arguments: [(512 << 10, true), (1 << 50, false)])
    func whatNoThreadIsStartedForIsDoneInPlace(_ stackSize: Int, _ isStarted: Bool) {
        let caller = pthread_self()
        let done = Monitor<Bool?>(nil)
        let thread = Thread.orHere("work", stackSize: stackSize) { done.withLock { $0 = pthread_self() == caller } }
        thread?.join()
        #expect((thread != nil) == isStarted && done.withLock { $0 } == !isStarted)
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

    @Test func aPoolLetsGoOfADoneJobThoughOthersWait() throws {
        let held = Monitor((uses: 0, releases: 0))
        let gate = Monitor((arrived: false, isOpen: false))
        let pool = try WorkerPool(name: "test", threads: 1)
        // The first job waits until all are queued, so that the queue does not drain between them.
        let queued = Monitor(false)
        pool.submit { [holding = Holding(held)] in
            queued.wait { $0 ? () : nil }
            holding.use()
        }
        pool.submit {
            gate.withLock { $0.arrived = true }
            gate.notifyAll()
            gate.wait { $0.isOpen ? () : nil }
        }
        pool.submit {}
        queued.withLock { $0 = true }
        queued.notifyAll()
        #expect(gate.wait(seconds: 60) { $0.arrived ? true : nil } == true)
        #expect(held.withLock { $0 } == (uses: 1, releases: 1))
        gate.withLock { $0.isOpen = true }
        gate.notifyAll()
        pool.finish()
    }
}

/// Counts that it was used, and that nobody refers to it any more.
private final class Holding: Sendable {
    private let counts: Monitor<(uses: Int, releases: Int)>

    init(_ counts: Monitor<(uses: Int, releases: Int)>) {
        self.counts = counts
    }

    func use() { counts.withLock { $0.uses += 1 } }

    deinit { counts.withLock { $0.releases += 1 } }
}
