import LockerBase
import POSIXSupport

/// A worker as the side sees it that asks. One thread at a time asks it something.
final class WorkerProcess: Sendable {
    private let socket: Descriptor
    private let process: WatchedProcess

    /// How long a program may take until it is confined.
    private static let patience = Duration.seconds(10)
    /// Seconds that one system call waits, before it is asked whether to go on.
    private static let timeout = 1

    /// Starts one and waits until it can do no harm.
    init(_ command: WorkerCommand) throws(LockerError) {
        let started = try translatingSystemErrors { () throws(SystemError) in
            try WorkerSpawn.start(command, timeout: WorkerProcess.timeout)
        }
        (socket, process) = (started.socket, started.process)
        let deadline = ContinuousClock.now + WorkerProcess.patience
        do throws(FrameSocket.Failure) {
            let first = try FrameSocket(number: started.socket.number).receive { .now >= deadline }
            if first.kind == .ready { return }
            let reason = String(decoding: first.payload, as: UTF8.self)
            throw first.kind == .unfit ? FrameSocket.Failure.unfit(reason) : FrameSocket.Failure.malformed
        } catch {
            end()
            throw LockerError(
                .unavailable, "\(command.path): the worker that reads tags does not start: \(error.text)", cause: error)
        }
    }

    deinit {
        end()
    }

    /// Sends `frame` and waits for what comes back. Blocks, and asks `isOver` about once a second whether it has to.
    func answer(
        to frame: WorkerFrame, isOver: @escaping () -> Bool
    ) throws(FrameSocket.Failure) -> WorkerFrame {
        let frames = FrameSocket(number: socket.number)
        try frames.send(frame, isOver: isOver)
        return try frames.receive(isOver: isOver)
    }

    /// The processor time that it has used.
    var processorTime: Duration { process.processorTime }

    /// Whether it has come to its end, by itself or by somebody else.
    var hasEnded: Bool { process.hasEnded }

    /// Kills it, whatever it is about. Any thread may, any number of times.
    func end() {
        process.end()
    }
}
