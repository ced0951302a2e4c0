import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// What a watch has of the daemon: a connection, the right to be the only one that watches, which it keeps while the
/// daemon is away, and the news of the library.
final class WatchLink {
    private let plan: WatchPlan
    private var connection: LockerConnection?
    private var lock: (subject: SyncState.Subject, held: WatchLock)?
    /// The library's name, as far as it is known.
    private(set) var library: String
    /// Nil before there was a daemon.
    private(set) var feed: LibraryFeed?

    init(_ plan: WatchPlan) {
        self.plan = plan
        library = plan.options.both.sync.library
    }

    /// The connection, which is made where there is none.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where another one watches, or there is no place to remember
    ///   anything at.
    func connected() throws(LockerError) -> LockerConnection {
        if let connection { return connection }
        let made = try plan.connect()
        do throws(LockerError) {
            try takeUp(made)
        } catch {
            made.close()
            throw error
        }
        connection = made
        return made
    }

    /// Whether there is a connection, which may be broken.
    var isConnected: Bool { connection != nil }

    /// Lets go of the connection alone.
    func disconnect() {
        connection?.close()
        connection = nil
    }

    /// Lets go of all of it.
    func end() {
        feed?.stop()
        feed = nil
        disconnect()
        lock = nil
    }

    private func takeUp(_ made: LockerConnection) throws(LockerError) {
        guard let stateFolder = plan.options.both.sync.stateFolder else {
            throw LockerError(
                .failedPrecondition, "there is no place to remember what was in step; set XDG_STATE_HOME or HOME")
        }
        if feed == nil { library = try plan.naming(made) }
        let status = try made.call(LockerMethods.status, .init())
        let subject = SyncState.Subject(
            store: Array(status.store), account: status.account, library: library,
            directory: try SourceFolder.open(plan.directory).realPath, under: plan.options.both.sync.under)
        if lock?.subject != subject { lock = (subject, try WatchLock(of: subject, in: stateFolder)) }
        guard feed == nil else { return }
        feed = try translatingSystemErrors { () throws(SystemError) in
            try LibraryFeed(of: library, plan.options, to: plan.inbox, connecting: plan.connect)
        }
    }
}
