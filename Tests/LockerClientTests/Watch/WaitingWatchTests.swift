import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A watch whose daemon is away.
@Suite struct WaitingWatchTests {
    /// Hears nothing of the watch.
    private struct NoObserver: WatchObserver {
        var progress: any ProgressObserver { SilentProgress() }
        func waits(for library: String) {}
        func looked(_ report: BothReport, isNews: Bool) {}
        func kept(_ conflicts: [SyncConflict]) {}
        func met(_ trouble: LockerError) {}
        func warn(_ text: String) {}
    }

    /// In a large folder that would cost as much as a look, each time.
    @Test func `the folder is gone through once, however often the daemon is looked for`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/file", [1])
            #expect(mkdir("\(folder)/sub", 0o755) == 0)
            let opened = try Openings(in: "\(folder)/sub")
            let found = Monitor<[Bool]>([])
            var options = WatchOptions()
            (options.firstPause, options.longestPause) = (.milliseconds(1), .milliseconds(1))
            let inbox = try WatchInbox()
            let plan = WatchPlan(
                directory: Array(folder.utf8), options: options, inbox: inbox,
                connecting: { () throws(LockerError) in
                    let isOpened = opened.take() != (0, 0)
                    found.withLock { $0.append(isOpened) }
                    found.notifyAll()
                    throw LockerError(.unavailable, "no daemon")
                })
            let thread = try Thread("watch") {
                var watch = FolderWatch(plan, NoObserver())
                try? watch.run()
            }
            let tries = found.wait(seconds: 60) { $0.count >= 5 ? $0 : nil }
            inbox.stop()
            thread.join()
            #expect(tries?.first == true && tries?.dropFirst().contains(true) == false)
        }
    }
}
