import Confinement
import LockerBase
import POSIXSupport

/// Starts processes of workers.
enum WorkerSpawn {
    /// A worker with one end of a socket as its standard input. What it prints is lost: what a song makes of it could
    /// print anything.
    static func start(
        _ command: WorkerCommand, timeout: Int
    ) throws(SystemError) -> (socket: Descriptor, process: WatchedProcess) {
        let (own, other) = try Descriptor.socketPair()
        try FrameSocket(number: own.number).setTimeouts(seconds: timeout)
        let id = try ProcessStart.start(command.path, command.arguments, streams: [other, nil, nil])
        return (own, try WatchedProcess(id))
    }
}
