import Glibc
import HummingbirdCore
import LockerBase
import LockerMetrics
import Logging
import MediaFollower
import NIOCore
import POSIXSupport
import ServiceLifecycle
import ServiceSupport
import UnixSignals

extension Gateway {
    /// Serves until SIGTERM or SIGINT; what runs then is finished.
    ///
    /// - Parameter reload: the options anew, for SIGHUP: level of the log and certificate change.
    static func run(
        _ options: GatewayOptions, logger: Logger, output: LogOutput,
        reload: @escaping @Sendable () throws(LockerError) -> GatewayOptions
    ) async throws {
        var options = options
        DescriptorShare.fit(&options.limits, to: OpenFileLimit.raise(), logger: logger)
        let gateway = try Gateway(options, logger: logger)
        do {
            try await gateway.serve(output, reload)
        } catch {
            await gateway.close()
            throw error
        }
        await gateway.close()
    }

    /// How long what runs may take to come to its end: less than systemd waits until it kills.
    private static let patience = Duration.seconds(50)

    private func serve(
        _ output: LogOutput, _ reload: @escaping @Sendable () throws(LockerError) -> GatewayOptions
    ) async throws {
        await converters.begin(logger)
        let follower = MediaFollower(
            source: DaemonSource(daemon), index: index, readers: readers, threads: threads, logger: logger)
        let sounds = soundFollower
        let exposed = GatewayExposition(gateway: self, follower: follower, sounds: sounds)
        let metricsService = try MetricsService(at: options.metrics, logger: logger) { exposed.text }
        try metricsService.start()
        defer { metricsService.stop() }
        // The last one stops first: who leaves unread what is on its way is not waited for in the meantime either.
        let services: [any Service] = [
            SoundService(follower: sounds, ffmpeg: listener, logger: logger),
            PeopleRefresher(people: people, streams: [streams, answers], threads: threads, logger: logger),
            FrontendService(role: role, isDaemonStill: { [daemon] in daemon.isStill }),
            SpoolSweeper(spool: spool, threads: spooling),
            FollowingService(
                follower: follower, people: people, accounts: AccountMaker(daemon: daemon, logger: logger),
                threads: threads,
                logger: logger),
            ReloadService(gateway: self, output: output, reload: reload), try server,
        ]
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Gateway.patience
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            logger.warning("what still ran was cut off")
        }
        Systemd.notify("STOPPING=1")
    }

    /// Nil where nobody listens to songs.
    private var soundFollower: SoundFollower? {
        guard let listener else { return nil }
        let source = DaemonSource(daemon)
        return SoundFollower(
            songs: source, catalog: source, index: index, ffmpeg: listener, files: converters.files,
            threads: threads, pause: options.listeningPause, logger: logger)
    }

    private var server: any Service {
        get throws(LockerError) {
            let answering = Answering(
                responder: responder, names: RequestNames(), date: DateField(), answers: answers, logger: logger)
            let configuration = HTTP1Channel.Configuration(idleTimeout: .seconds(Int64(options.limits.idleSeconds)))
            let http = RelayHTTPChannel(
                responder: { (request, writer: consuming ResponseWriter, channel) in
                    try await answering.answer(request, writer, channel)
                }, configuration: configuration, host: relayHost)
            let places = OpenConnections(options.limits, proxies: options.proxies, metrics: metrics)
            let inherited = try Systemd.inheritedSocket(of: "locker-gateway")
            let logger = logger
            return GatewayServer(
                child: GuardedChannel(base: http, places: places, tls: tls),
                source: inherited.map { .inherited(fcntl($0.number, F_DUPFD_CLOEXEC, 0)) } ?? .address(options.listen),
                group: group,
                logger: logger,
                onListening: { address in
                    logger.notice("listening", metadata: ["address": "\(Gateway.text(address))"])
                    Systemd.notify("READY=1")
                })
        }
    }

    private static func text(_ address: SocketAddress?) -> String {
        guard let address else { return "unknown" }
        guard let host = address.ipAddress, let port = address.port else { return address.pathname ?? "unix" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
