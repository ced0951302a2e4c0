import Glibc
import LockerAPI
import LockerBase
import LockerCore
import Logging
import MetricsServer
import POSIXSupport
import TTRPC

/// lockerd: a store, served at a socket.
public final class Daemon: Sendable {
    private let locker: Locker
    private let server: Server
    private let metrics: MetricsServer?
    private let logger: Logger
    /// The sockets that are removed at the end.
    private let socketPaths: [String]
    private let address: String
    private let metricsAddress: MetricsAddress?

    /// Opens the store, and listens. Calls are answered from ``start()`` on.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when another daemon owns the store or the socket, or the store
    ///   is of a newer format; ``LockerError/Code/invalidArgument`` for a socket path that is too long.
    public init(_ options: DaemonOptions, logger: Logger) throws(LockerError) {
        let inherited = try ServiceManager.inheritedSocket()
        let locker = try Locker(directory: options.store, configuration: options.configuration, logger: logger)
        let requests = RequestMetrics()
        var paths: [String] = []
        do throws(LockerError) {
            let socket = if let inherited { inherited } else { try Daemon.listen(at: options.socket) }
            if inherited == nil { paths.append(options.socket) }
            let metricsSocket = try options.metrics.map { (address) throws(LockerError) in
                try Daemon.listen(at: address)
            }
            if case .unix(let path) = options.metrics { paths.append(path) }
            server = try Daemon.server(for: locker, at: socket, requests, options, logger)
            let content = DaemonMetrics(locker: locker, server: server, requests: requests)
            metrics = try metricsSocket.map { (socket) throws(LockerError) in
                try MetricsServer(listening: socket) { content.text }
            }
        } catch {
            for path in paths { unlink(path) }
            locker.close()
            throw error
        }
        socketPaths = paths
        address = inherited == nil ? options.socket : "systemd"
        metricsAddress = options.metrics
        self.locker = locker
        self.logger = logger
    }

    /// Answers calls from here on.
    public func start() throws(LockerError) {
        try translatingSystemErrors { () throws(SystemError) in try server.start() }
        try metrics?.start()
        ServiceManager.notify("READY=1")
        if let metricsAddress { logger.info("metrics", metadata: ["listen": "\(metricsAddress)"]) }
        logger.info("ready", metadata: ["store": "\(locker.directory)", "socket": "\(address)"])
    }

    /// Accepts no more, finishes what runs, and closes the packs.
    public func stop() {
        ServiceManager.notify("STOPPING=1")
        for path in socketPaths { unlink(path) }
        metrics?.stop()
        locker.prepareToClose()
        server.stop()
        locker.close()
        logger.info("stopped")
    }

    /// Runs a daemon until SIGTERM or SIGINT.
    public static func run(_ options: DaemonOptions, logger: Logger) throws(LockerError) {
        let signals = StopSignals()
        var options = options
        DescriptorLimit.fit(&options.limits, to: DescriptorLimit.raise(), logger: logger)
        let daemon = try Daemon(options, logger: logger)
        try daemon.start()
        logger.info("stopping", metadata: ["signal": "\(signals.wait())"])
        daemon.stop()
    }

    private static func server(
        for locker: Locker, at socket: Descriptor, _ requests: RequestMetrics, _ options: DaemonOptions,
        _ logger: Logger
    ) throws(LockerError) -> Server {
        let log = CallLog(logger: logger)
        let router = Endpoint.router(locker: locker, log: log, requests: requests, started: .now)
        var limits = options.limits
        limits.accountKey = RequestMetadata.account
        return try translatingSystemErrors { () throws(SystemError) in
            try Server(
                socket: socket, router: router, limits: limits,
                actsForOthers: { userID in (try? locker.authority.role(of: userID)).map { $0 != .user } ?? false },
                onGiveUp: log.gaveUp, onDisconnect: locker.connectionEnded)
        }
    }

    private static func listen(at address: MetricsAddress) throws(LockerError) -> Descriptor {
        switch address {
        case .loopback(let address): try address.listen()
        case .unix(let path): try listen(at: path, mode: 0o660)
        }
    }

    private static func listen(at path: String, mode: mode_t = 0o666) throws(LockerError) -> Descriptor {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        if !folder.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST {
            throw LockerError(SystemError("mkdir", on: folder), remedy: "make the folder of the socket")
        }
        do {
            return try UnixSocket.listen(at: path, mode: mode)
        } catch {
            let code: LockerError.Code = error.code == .invalidArgument ? .invalidArgument : .failedPrecondition
            throw LockerError(code, error.message, cause: error)
        }
    }
}
