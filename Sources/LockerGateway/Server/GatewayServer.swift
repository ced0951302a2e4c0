import HummingbirdCore
import LockerBase
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// Accepts connections at an address, or at a socket that systemd has opened, and serves each in a task of its own until
/// it is told to stop; what runs then is finished.
struct GatewayServer<Child: ServerChildChannel>: Service {
    let child: Child
    let source: ListeningSource
    let group: any EventLoopGroup
    let logger: Logger
    /// Told the address at which it listens.
    let onListening: @Sendable (SocketAddress?) -> Void

    /// How many connections the kernel holds that were not accepted yet.
    private static var backlog: Int32 { 1024 }

    func run() async throws {
        let quiescing = ServerQuiescingHelper(group: group)
        let server = try await listen(quiescing)
        onListening(server.channel.localAddress)
        let logger = logger
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        tasks.addTask { await child.handle(value: connection, logger: logger) }
                    }
                }
            }
        } onGracefulShutdown: {
            quiescing.initiateShutdown(promise: nil)
        }
    }

    private func listen(_ quiescing: ServerQuiescingHelper) async throws -> NIOAsyncChannel<Child.Value, Never> {
        let (child, logger) = (child, logger)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: GatewayServer.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        quiescing.makeServerChannelHandler(channel: channel))
                }
            }
        let prepare: @Sendable (any Channel) -> EventLoopFuture<Child.Value> = { channel in
            child.setup(channel: channel, logger: logger)
        }
        switch source {
        case .address(.tcp(let host, let port)):
            return try await bootstrap.bind(host: host, port: port, childChannelInitializer: prepare)
        case .address(.unix(let path)):
            return try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: prepare)
        case .inherited(let descriptor):
            return try await bootstrap.bind(descriptor, childChannelInitializer: prepare)
        }
    }
}

/// Where connections come from.
enum ListeningSource: Sendable {
    case address(ListenAddress)
    /// A listening socket, which the server closes.
    case inherited(CInt)
}
