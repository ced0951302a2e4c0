import Glibc
import LockerBase
import POSIXSupport

/// The process that reads tags: it is given bytes over its standard input, a socket, and says there what they mean. What a
/// hostile song makes of it can do nothing but say something else.
package enum MediaWorkerProgram {
    /// The name of the subcommand that runs it.
    package static let name = "media-worker"

    /// Seconds without a word from its driver after which it ends: longer than fetching bytes takes. Another one is started
    /// when there is something to read.
    private static let idle = 300

    /// Serves whoever holds the other end of standard input, and ends the process. To be called before anything else has
    /// started a thread.
    package static func run() -> Never {
        let socket = FrameSocket(number: STDIN_FILENO)
        let parser = SongParser()
        do throws(SystemError) {
            try confine(socket, parser)
        } catch {
            try? socket.send(WorkerFrame(kind: .unfit, payload: Array(error.description.utf8.prefix(1000))))
            _exit(1)
        }
        let isOver = serve(socket, parser)
        _exit(isOver ? 0 : 1)
    }

    private static func confine(_ socket: FrameSocket, _ parser: SongParser) throws(SystemError) {
        closefrom(STDERR_FILENO + 1)
        showName()
        guard chdir("/") == 0 else { throw SystemError("chdir", on: "/") }
        try socket.setTimeouts(seconds: idle)
        WarmUp.run(parser)
        try WorkerLimits.set()
        try WorkerSandbox.enter()
    }

    /// For `ps`: the kernel calls it after whatever it was started by, which may be a link.
    private static func showName() {
        guard let file = try? Descriptor.open("/proc/self/comm", O_WRONLY) else { return }
        _ = write(file.number, name, name.utf8.count)
    }

    /// Answers what is asked, until nobody asks any more. Returns false where what came made no sense.
    private static func serve(_ socket: FrameSocket, _ parser: SongParser) -> Bool {
        let server = WorkerServer(socket: socket, parser: parser)
        do throws(FrameSocket.Failure) {
            try socket.send(WorkerFrame(kind: .ready, payload: []))
            while true { try server.answerNext() }
        } catch {
            switch error {
            case .ended, .late: return true
            case .malformed, .unfit, .system: return false
            }
        }
    }
}
