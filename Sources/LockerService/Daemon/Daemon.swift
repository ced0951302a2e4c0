import Glibc
import LockerAPI
import LockerBase
import LockerCore
import Logging
import POSIXSupport
import ServiceSupport
import Synchronization
import TTRPC

/// lockerd: a store, served at a socket.
public final class Daemon: Sendable {
    private let locker: Locker
    private let server: Server
    private let metrics: MetricsService
    private let limits: ServedLimits
    private let logger: Logger
    /// The socket that is removed at the end.
    private let socketPath: String?
    private let address: String
    /// What holds at the moment.
    private let current: Mutex<DaemonOptions>
    /// Threads of the daemon's own that read the database: a job, metrics, connections that end.
    private static let ownReaders = 4

    /// Listens, and opens the store: a daemon that gets no socket leaves no store behind. Calls are answered from
    /// ``start()`` on.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns the store or the socket, or the store
    ///   is of a newer format; ``LockerError/Code/notFound`` when there is none that must be there;
    ///   ``LockerError/Code/invalidArgument`` for a socket path that is too long.
    public init(_ options: DaemonOptions, logger: Logger) throws(LockerError) {
        let inherited = try Systemd.inheritedSocket(of: "lockerd")
        let requests = RequestMetrics()
        let served = ServedLimits(Daemon.limits(of: options))
        limits = served
        var path: String?
        var opened: Locker?
        do throws(LockerError) {
            let socket = if let inherited { inherited } else { try DaemonSocket.listen(at: options.socket) }
            if inherited == nil { path = options.socket }
            var configuration = options.configuration
            configuration.databaseReaders = options.limits.threads + Daemon.ownReaders
            let locker = try Locker(
                directory: options.store, mustExist: options.mustExist, configuration: configuration, logger: logger)
            opened = locker
            let server = try Daemon.server(for: locker, at: socket, requests, served, options, logger)
            let content = DaemonMetrics(locker: locker, server: server, requests: requests)
            metrics = try MetricsService(at: options.metrics, logger: logger) { content.text }
            (self.locker, self.server) = (locker, server)
        } catch {
            if let path { unlink(path) }
            opened?.close()
            throw error
        }
        socketPath = path
        address = inherited == nil ? options.socket : "systemd"
        current = Mutex(options)
        self.logger = logger
    }

    /// Answers calls from here on.
    public func start() throws(LockerError) {
        try translatingSystemErrors { () throws(SystemError) in try server.start() }
        try metrics.start()
        Systemd.notify("READY=1")
        logger.info("ready", metadata: ["store": "\(locker.directory)", "socket": "\(address)"])
    }

    /// Accepts no more, finishes what runs, and closes the packs.
    public func stop() {
        Systemd.notify("STOPPING=1")
        if let socketPath { unlink(socketPath) }
        metrics.stop()
        locker.prepareToClose()
        server.stop()
        locker.close()
        logger.info("stopped")
    }

    /// Lets other options hold from here on, as far as they can while the daemon runs, and says in the log which do.
    ///
    /// - Throws: what is wrong with them; all is as it was then.
    public func change(to options: DaemonOptions) throws(LockerError) {
        var options = options
        DescriptorLimit.fit(&options.limits, to: OpenFileLimit.raise(), logger: logger)
        let before = current.withLock { $0 }
        let prepared = try metrics.prepare(options.metrics)
        do throws(LockerError) {
            try locker.change(to: options.configuration)
        } catch {
            prepared.drop()
            throw error
        }
        metrics.take(prepared)
        server.change(to: Daemon.limits(of: options))
        limits.change(to: Daemon.limits(of: options))
        current.withLock { $0 = options }
        let changes = options.changes(from: before)
        logger.notice(
            "the configuration is read again",
            metadata: ["changed": "\(changes.isEmpty ? "nothing" : changes.joined(separator: ","))"])
        let later = options.changesForAStart(from: before)
        guard !later.isEmpty else { return }
        logger.warning(
            "some of it takes effect at the next start only", metadata: ["keys": "\(later.joined(separator: ","))"])
    }

    /// Has the log tell what it left out, where the time for that has come, or with `all` at once.
    public func tellWhatWasLeftOut(all: Bool = false) {
        locker.lines.flush(all: all)
    }

    private static func server(
        for locker: Locker, at socket: Descriptor, _ requests: RequestMetrics, _ served: ServedLimits,
        _ options: DaemonOptions, _ logger: Logger
    ) throws(LockerError) -> Server {
        let log = CallLog(logger: logger, lines: locker.lines, store: StorePath(locker.directory))
        let router = Endpoint.router(locker: locker, log: log, requests: requests, limits: served, started: .now)
        return try translatingSystemErrors { () throws(SystemError) in
            try Server(
                socket: socket, router: router, limits: limits(of: options),
                actsForOthers: { userID in (try? locker.authority.role(of: userID)).map { $0 != .user } ?? false },
                explain: log.explain, onGiveUp: log.gaveUp, onDisconnect: locker.connectionEnded)
        }
    }

    /// What clients may use at a time; places for connections are kept for operators.
    private static func limits(of options: DaemonOptions) -> ServerLimits {
        var limits = options.limits
        limits.accountKey = RequestMetadata.account
        limits.exemptUsers.formUnion(options.configuration.operators)
        return limits
    }
}
