import POSIXSupport

/// Reads a state file on a thread of its own, beside a walk: of 200,000 files that takes a third of the walk's time. One
/// thread asks for it.
final class StateLoading: Sendable {
    private let result: Monitor<SyncState?>
    private let thread: Monitor<Thread?>

    /// - Parameter opened: the open file.
    init(_ file: SyncStateFile, from opened: Descriptor, to store: PageStore) {
        let result = Monitor<SyncState?>(nil)
        self.result = result
        thread = Monitor(
            Thread.orHere("state") {
                let state = file.load(from: opened, to: store)
                result.withLock { $0 = state }
            })
    }

    deinit { wait() }

    /// What was remembered; nil when there is nothing that can be trusted.
    var state: SyncState? {
        wait()
        return result.withLock { $0 }
    }

    private func wait() {
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        running?.join()
    }
}
