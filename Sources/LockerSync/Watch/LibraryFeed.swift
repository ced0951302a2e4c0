import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Hears of what other devices change in a library, on a thread and a connection of its own.
final class LibraryFeed: Sendable {
    private struct State {
        /// The revision that is known; nil while nobody wants to hear of another.
        var known: UInt64?
        var connection: LockerConnection?
        var isStopped = false
        var thread: Thread?
    }

    private let connect: WatchPlan.Connect
    private let library: String
    private let options: WatchOptions
    private let inbox: WatchInbox
    private let state = Monitor(State())

    /// - Parameter inbox: is told.
    init(
        of library: String, _ options: WatchOptions, to inbox: WatchInbox,
        connecting connect: @escaping WatchPlan.Connect
    ) throws(SystemError) {
        (self.connect, self.library, self.options, self.inbox) = (connect, library, options, inbox)
        let thread = try Thread("library", stackSize: 256 << 10) { [self] in serve() }
        state.withLock { $0.thread = thread }
    }

    /// Tells of the first revision from here on that is another one than `known`.
    func resume(after known: UInt64) {
        state.withLock { $0.known = known }
        state.notifyAll()
    }

    /// Ends the thread.
    func stop() {
        let (thread, connection) = state.withLock { state in
            state.isStopped = true
            return (state.thread.take(), state.connection)
        }
        state.notifyAll()
        connection?.close()
        thread?.join()
    }

    private func serve() {
        var pause = RetryPause(first: options.firstPause, longest: options.longestPause)
        while let known = waitForWish() {
            do throws(LockerError) {
                let revision = try next(after: known)
                pause.reset()
                if let revision { tell(revision, insteadOf: known) }
            } catch {
                // Whoever brings and sends meets it too, and says so.
                disconnect()
                if !error.healsByWaiting { giveUp(known) }
                rest(pause.next())
            }
        }
        disconnect()
    }

    /// The revision that is known, when somebody wants to hear of another; nil when that is over.
    private func waitForWish() -> UInt64? {
        state.wait { state -> UInt64?? in
            if state.isStopped { return .some(nil) }
            return state.known.map { .some($0) }
        }
    }

    /// The library's newest revision, once it is another one; nil where it still is not.
    private func next(after known: UInt64) throws(LockerError) -> UInt64? {
        let connection = try connected()
        if try connection.has(.watch) {
            return try LibraryWait(connection: connection, library: library).next(after: known)
        }
        rest(options.polling)
        let revision = try LibraryReader(connection: connection, library: library).newestRevision()
        return revision == known ? nil : revision
    }

    private func tell(_ revision: UInt64, insteadOf known: UInt64) {
        let isNews = state.withLock { state in
            guard state.known == known else { return false }
            state.known = nil
            return true
        }
        if isNews { inbox.tell(revision) }
    }

    /// Has what no waiting heals be looked into at once, and asks no more until somebody wants to hear of a revision again: a
    /// server takes each try with a token that it refuses for one to guess a token.
    private func giveUp(_ known: UInt64) {
        state.withLock { state in
            if state.known == known { state.known = nil }
        }
        inbox.refuse()
    }

    private func connected() throws(LockerError) -> LockerConnection {
        if let connection = state.withLock({ $0.connection }) { return connection }
        let made = try connect()
        let isStopped = state.withLock { state in
            state.connection = made
            return state.isStopped
        }
        if isStopped { made.close() }
        return made
    }

    private func disconnect() {
        state.withLock { $0.connection.take() }?.close()
    }

    /// Waits so long, or until it is stopped.
    private func rest(_ duration: Duration) {
        _ = state.wait(seconds: duration / .seconds(1)) { $0.isStopped ? true : nil }
    }
}
