import DaemonLink
import Glibc
import Hummingbird
import HummingbirdCore
import LockerBase
import Logging
import MediaConversion
import MediaFollower
import MediaIndex
import MediaWorker
import NIOCore
import NIOPosix
import OpenSubsonic
import POSIXSupport
import People
import ServiceLifecycle
import ServiceSupport

/// All parts of a gateway, put together; they are let go of by ``close()``.
final class Gateway: Sendable {
    let options: GatewayOptions
    let logger: Logger
    let group: MultiThreadedEventLoopGroup
    /// For what waits for databases, and for what hashes passwords: apart, so that nobody waits for those who sign in.
    let threads: NIOThreadPool
    let hashing: NIOThreadPool
    /// For what takes the processor a while, such as long pages: who asks for many of them holds up nobody else.
    let pages: NIOThreadPool
    /// For what waits for the disk with the uploads.
    let spooling: NIOThreadPool
    let spool: UploadSpool
    let people: People
    let index: MediaIndex
    let daemon: LinkedDaemon
    let role: FrontendRole
    let readers: TagReaders
    let coverReaders: TagReaders
    let converters: Converters
    /// Listens to songs that the catalog may have; nil where nobody is to.
    let listener: FFmpeg?
    let metrics = HTTPMetrics()
    let streams: StreamRegistry
    /// Whatever else is sent, and contents again.
    let answers: StreamRegistry
    let tls: TLSSwitch?
    private let limiter: RateLimiter

    private static let hashingThreads = 10
    private static let coverWorkers = 1
    private static let spoolingThreads = 8

    /// - Throws: what of it cannot be opened.
    init(_ options: GatewayOptions, logger: Logger) throws(LockerError) {
        self.options = options
        self.logger = logger
        tls = if let files = options.tls { try TLSSwitch(files) } else { nil }
        let cores = System.coreCount
        people = try People(state: options.state)
        index = try MediaIndex(path: options.state + "/media.sqlite")
        spool = try UploadSpool(
            options.state + "/uploads", bounds: SpoolBounds(options.limits), clock: .ofMachine)
        readers = try TagReaders(options.worker, workers: min(cores, 4))
        coverReaders = try TagReaders(options.worker, workers: Gateway.coverWorkers)
        converters = try Converters(options.conversion, options.converter, state: options.state)
        let listens = options.suggests && !options.conversion.ffmpeg.isEmpty
        listener =
            if listens { try FFmpeg(options.converter, program: options.conversion.ffmpeg, processes: 1) } else { nil }
        limiter = RateLimiter(perSecond: options.limits.requestsPerSecond, burst: options.limits.requestBurst)
        streams = StreamRegistry(patience: .seconds(options.limits.idleSeconds))
        answers = StreamRegistry(patience: .seconds(options.limits.idleSeconds))
        group = MultiThreadedEventLoopGroup(numberOfThreads: cores)
        threads = NIOThreadPool(numberOfThreads: cores + 2)
        hashing = NIOThreadPool(numberOfThreads: Gateway.hashingThreads)
        pages = NIOThreadPool(numberOfThreads: cores)
        spooling = NIOThreadPool(numberOfThreads: Gateway.spoolingThreads)
        threads.start()
        hashing.start()
        pages.start()
        spooling.start()
        daemon = LinkedDaemon(
            socket: options.socket, eventLoopGroup: group, connections: options.limits.daemonConnections,
            logger: logger)
        role = FrontendRole(at: daemon) { standing in
            guard standing == .missing else { return logger.notice("the daemon lets this gateway act for people now") }
            logger.warning("\(FrontendRole.remedy(userID: geteuid()))")
        }
    }

    /// Lets go of all of it. Nothing may run any more.
    func close() async {
        await daemon.shutdown()
        readers.close()
        coverReaders.close()
        converters.close()
        listener?.close()
        try? await threads.shutdownGracefully()
        try? await hashing.shutdownGracefully()
        try? await pages.shutdownGracefully()
        try? await spooling.shutdownGracefully()
        index.close()
        people.close()
        try? await group.shutdownGracefully()
    }

    var authenticator: Authenticator {
        Authenticator(
            people: people, limiter: limiter, proxies: options.proxies, hasTLS: tls != nil, metrics: metrics)
    }
}
