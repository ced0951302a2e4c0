import POSIXSupport
import Synchronization

/// What other threads tell the one that watches.
package final class WatchInbox: Sendable {
    private struct State {
        /// The library's newest revision, where that is other than it was known.
        var revision: UInt64?
        /// Whether news of the library were refused for good.
        var isRefused = false
        /// What is under way.
        var run: BothWays?
        var isStopped = false
    }

    private let pipe: WakePipe
    private let state = Mutex(State())

    package init() throws(SystemError) {
        pipe = try WakePipe()
    }

    /// Has the watch end, and what it is at. Returns true: that remembers first what it has done.
    @discardableResult
    package func stop() -> Bool {
        let run = state.withLock { state in
            state.isStopped = true
            return state.run
        }
        _ = run?.stop()
        pipe.wake()
        return true
    }

    /// Takes note that `run` begins; with nil that it is over.
    func begin(_ run: BothWays?) {
        let isStopped = state.withLock { state in
            state.run = run
            return state.isStopped
        }
        if isStopped { _ = run?.stop() }
    }

    /// Takes note that the library is at `revision` by now.
    func tell(_ revision: UInt64) {
        state.withLock { $0.revision = revision }
        pipe.wake()
    }

    /// Takes note that news of the library were refused, and that no waiting heals that.
    func refuse() {
        state.withLock { $0.isRefused = true }
        pipe.wake()
    }

    /// Readable after something was told.
    var descriptor: Descriptor { pipe.reading }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// What was told of the library and not taken back.
    var revision: UInt64? { state.withLock { $0.revision } }

    /// Whether news of the library were refused, and nobody has looked into that.
    var isRefused: Bool { state.withLock { $0.isRefused } }

    /// The same, for whoever looks into it.
    func takeRefusal() -> Bool {
        state.withLock { state in
            defer { state.isRefused = false }
            return state.isRefused
        }
    }

    /// Lets what was told of the library be as if it was not.
    func forgetRevision() {
        state.withLock { $0.revision = nil }
    }

    /// Lets ``descriptor`` be readable after the next thing that is told.
    func drain() {
        pipe.drain()
    }
}
