import ArgumentParser
import LockerAPI
import LockerBase

/// The options that every command has, before or behind its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The daemon's socket (default: $LOCKER_SOCKET, else the usual place).", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Act for this account (operators and frontends only).", valueName: "name"))
    var account: String?

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    @Option(help: "How progress is shown on standard error.")
    var progress = ProgressStyle.auto

    func socketPath() throws(LockerError) -> String {
        if let socket { return socket }
        return try DefaultSocket.path()
    }

    /// Connects to the daemon.
    func connect() throws(LockerError) -> LockerConnection {
        try LockerConnection(socket: socketPath(), account: account)
    }
}
