import ArgumentParser
import LockerAPI
import LockerBase

/// The options that every command has, before or behind its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The daemon's socket (default: $LOCKER_SOCKET, else the usual place).", valueName: "path"),
        completion: .file())
    var socket: String?

    @Option(help: ArgumentHelp("Act for this account (operators and frontends only).", valueName: "name"))
    var account: String?

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say only what fails or is skipped.")
    var quiet = false

    @Option(help: "How progress is shown on standard error.")
    var progress = ProgressStyle.auto

    func socketPath() throws(LockerError) -> String {
        if let socket { return socket }
        do {
            return try DefaultSocket.path()
        } catch {
            throw OtherSockets.naming(DefaultSocket.others(than: ""), in: error)
        }
    }

    /// Connects to the daemon.
    func connect() throws(LockerError) -> LockerConnection {
        try connecting()()
    }

    /// What connects to the daemon, as often as it is called.
    func connecting() throws(LockerError) -> @Sendable () throws(LockerError) -> LockerConnection {
        let (path, account) = (try socketPath(), account)
        return { () throws(LockerError) in
            do throws(LockerError) {
                return try LockerConnection(socket: path, account: account)
            } catch {
                throw OtherSockets.naming(DefaultSocket.others(than: path), in: error)
            }
        }
    }
}
