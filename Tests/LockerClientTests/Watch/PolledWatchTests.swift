import LockerAPI
import LockerBase
import LockerSync
import POSIXSupport
import Testing

/// A daemon that cannot tell when a library changes.
@Suite struct PolledWatchTests {
    /// Counts the looks.
    private final class Looks: WatchObserver, Sendable {
        private let count = Monitor(0)

        var progress: any ProgressObserver { SilentProgress() }
        func waits(for library: String) {}
        func kept(_ conflicts: [SyncConflict]) {}
        func met(_ trouble: LockerError) {}
        func warn(_ text: String) {}

        func looked(_ report: BothReport, isNews: Bool) {
            count.withLock { $0 += 1 }
            count.notifyAll()
        }

        func wait(for looks: Int) -> Bool { count.wait(seconds: 60) { $0 >= looks ? true : nil } ?? false }
    }

    @Test func `it is asked for the newest revision`() throws {
        let revision = Monitor<UInt64>(0)
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["preconditions"] } }
        daemon.on(LockerMethods.log) { _, _ in
            let newest = revision.withLock { $0 }
            return Locker_V1_LogResponse.with { $0.revisions = newest == 0 ? [] : [.with { $0.number = newest }] }
        }
        try daemon.serve { socket, folder in
            var options = WatchOptions()
            options.both.sync.stateFolder = folder + "-state"
            options.polling = .milliseconds(20)
            let (looks, inbox) = (Looks(), try WatchInbox())
            let plan = WatchPlan(
                directory: Array(folder.utf8), options: options, inbox: inbox,
                connecting: { () throws(LockerError) in try LockerConnection(socket: socket) })
            let thread = try Thread("watch") {
                var watch = FolderWatch(plan, looks)
                try? watch.run()
            }
            #expect(looks.wait(for: 1))
            revision.withLock { $0 = 1 }
            #expect(looks.wait(for: 2))
            inbox.stop()
            thread.join()
        }
    }
}
