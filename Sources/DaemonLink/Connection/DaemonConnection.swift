import LockerBase
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A connection to lockerd, with many calls in flight. It connects when it is made, and calls wait for that; once it has
/// ended, every call fails, and another connection is to be made.
///
/// Sessions and open contents belong to a connection: whoever has one holds on to it.
package final class DaemonConnection: Sendable {
    private let loop: any EventLoop
    private let board: NIOLoopBoundBox<CallBoard>
    private let status: ConnectionStatus
    private let calls = Atomic<Int>(0)

    /// Begins to connect to the daemon that listens at `socket`.
    package init(socket: String, on loop: any EventLoop, logger: Logger) {
        let status = ConnectionStatus(socket: socket, logger: logger)
        (self.loop, self.status) = (loop, status)
        board = NIOLoopBoundBox.makeBoxSendingValue(CallBoard(loop: loop, status: status), eventLoop: loop)
        DaemonConnection.connect(to: socket, on: loop, board)
    }

    deinit {
        if case .ended = status.phase { return }
        let board = board
        loop.execute { board.value.end(LinkError.closedConnection, isWanted: true) }
    }

    /// How far the connection is.
    var phase: ConnectionStatus.Phase { status.phase }

    /// Whether the daemon answers, as far as is known by this connection alone.
    var liveness: Liveness { status.liveness }

    /// Calls that have no answer yet; those that are parked are not among them.
    var load: Int { calls.load(ordering: .relaxed) }

    /// Makes a call, and waits for what becomes of it. Where the task is cancelled, so is the call.
    package func call(_ request: CallRequest) async -> CallOutcome {
        if case .ended(let error, _) = status.phase { return .unsent(error) }
        let ticket = CallTicket(request)
        let weight = request.isParked ? 0 : 1
        calls.wrappingAdd(weight, ordering: .relaxed)
        defer { calls.wrappingSubtract(weight, ordering: .relaxed) }
        let (loop, board) = (loop, board)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ticket.wait(continuation)
                loop.execute { board.value.submit(ticket) }
            }
        } onCancel: {
            ticket.cancel()
            loop.execute { board.value.cancelled(ticket) }
        }
    }

    /// Makes a call of which nobody wants to know what becomes, after those that were made before.
    package func tell(_ request: CallRequest) {
        if case .ended = status.phase { return }
        let ticket = CallTicket(request)
        let board = board
        loop.execute { board.value.submit(ticket) }
    }

    /// Ends the connection: calls under way, and those made later, fail with ``LockerError/Code/unavailable``.
    package func close() async {
        let board = board
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            loop.execute {
                let channel = board.value.channel
                board.value.end(LinkError.closedConnection, isWanted: true)
                guard let channel else { return done.resume() }
                channel.closeFuture.whenComplete { _ in done.resume() }
            }
        }
    }

    private static func connect(to socket: String, on loop: any EventLoop, _ board: NIOLoopBoundBox<CallBoard>) {
        // Long replies, such as pages of a list, come in pieces as large as the kernel has room for: some 200 KiB.
        let buffers = AdaptiveRecvByteBufferAllocator(minimum: 2 << 10, initial: 16 << 10, maximum: 256 << 10)
        let connecting = ClientBootstrap(group: loop)
            .channelOption(.recvAllocator, value: buffers)
            .connectTimeout(LinkBounds.connecting)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReplyHandler(board.value))
                }
            }
            .connect(unixDomainSocketPath: socket)
        connecting.whenComplete { result in
            switch result {
            case .success(let channel): board.value.connected(channel)
            case .failure(let error): board.value.end(LinkError.notConnected(to: socket, error))
            }
        }
    }
}
