import LockerAPI
import LockerBase
import LockerSync
import POSIXSupport

/// What a watch has told so far.
final class WatchNotes: WatchObserver, Sendable {
    struct State: Sendable {
        var looks = 0
        /// How often it began to sync, whatever came of it.
        var tries = 0
        /// Reports that were news.
        var reports: [BothReport] = []
        var troubles: [LockerError] = []
        var warnings: [String] = []
        var isWaiting = false
        /// How it ended.
        var end: Result<Void, LockerError>?
    }

    private let state = Monitor(State())

    /// Asked for once in each try.
    var progress: any ProgressObserver {
        note { $0.tries += 1 }
        return SilentProgress()
    }

    func waits(for library: String) { note { $0.isWaiting = true } }

    func looked(_ report: BothReport, isNews: Bool) {
        note { state in
            state.looks += 1
            if isNews { state.reports.append(report) }
        }
    }

    func kept(_ conflicts: [SyncConflict]) {}

    func met(_ trouble: LockerError) { note { $0.troubles.append(trouble) } }

    func warn(_ text: String) { note { $0.warnings.append(text) } }

    func note(_ change: (inout State) -> Void) {
        state.withLock { change(&$0) }
        state.notifyAll()
    }

    var current: State { state.withLock { $0 } }

    /// Waits until `condition` holds. Returns false when it does not within a minute.
    func wait(until condition: (State) -> Bool) -> Bool {
        state.wait(seconds: 60) { condition($0) ? true : nil } ?? false
    }
}

/// A watch of a device's folder, on a thread of its own.
struct TestWatch {
    let notes = WatchNotes()
    private let inbox: WatchInbox
    private let thread: Thread

    /// - Parameter connect: nil for the device's socket.
    init(
        _ device: TestDevice, _ change: (inout WatchOptions) -> Void = { _ in },
        connecting connect: WatchPlan.Connect? = nil
    ) throws {
        var options = WatchOptions()
        options.both.sync.library = device.library
        options.both.sync.under = try device.under.map { try EntryPath($0) }
        options.both.sync.stateFolder = device.state
        (options.quiet, options.longestUnrest) = (.milliseconds(50), .seconds(1))
        (options.firstPause, options.longestPause) = (.milliseconds(20), .milliseconds(200))
        change(&options)
        let inbox = try WatchInbox()
        let socket = device.socket
        // Not with `??`: the compiler (6.3.1) crashes on such a closure there.
        var connecting: WatchPlan.Connect = { () throws(LockerError) in try LockerConnection(socket: socket) }
        if let connect { connecting = connect }
        let plan = WatchPlan(
            directory: Array(device.folder.utf8), options: options, inbox: inbox,
            connecting: connecting)
        let notes = notes
        thread = try Thread("watch") {
            var watch = FolderWatch(plan, notes)
            let end = Result { () throws(LockerError) in try watch.run() }
            notes.note { $0.end = end }
        }
        self.inbox = inbox
    }

    /// Waits until it waits for changes.
    func waitForStart() -> Bool { notes.wait { $0.isWaiting } }

    /// Waits for its end. Returns the error that ended it.
    func waitForEnd() -> LockerError? {
        _ = notes.wait { $0.end != nil }
        guard case .failure(let error) = notes.current.end else { return nil }
        return error
    }

    /// Ends it. To be called once.
    func stop() {
        inbox.stop()
        thread.join()
    }
}
