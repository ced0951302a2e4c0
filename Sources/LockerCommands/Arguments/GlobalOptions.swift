import ArgumentParser
import LockerAPI
import LockerBase

/// The options that every command has, before or behind its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The daemon's socket (default: $LOCKER_SOCKET, else the usual place).", valueName: "path"),
        completion: .file())
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "A server that 'locker login' knows, in the place of a socket (default: $LOCKER_SERVER).", valueName: "url")
    )
    var server: String?

    @Option(
        help: ArgumentHelp(
            "Certificates in PEM, by one of which the server's is signed (default: $LOCKER_CA_FILE).", valueName: "file"
        ),
        completion: .file())
    var caFile: String?

    @Option(help: ArgumentHelp("Act for this account; for another's, operators and frontends only.", valueName: "name"))
    var account: String?

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say only what fails or is skipped.")
    var quiet = false

    @Option(help: "How progress is shown on standard error.")
    var progress = ProgressStyle.auto

    func validate() throws {
        try Ranges.checkOne(of: [("--socket", socket != nil), ("--server", server != nil)])
    }

    /// What these options say of where the daemon is.
    var choice: DaemonChoice {
        DaemonChoice(socket: socket, server: server, certificates: caFile, book: try? ServerBook.usual())
    }

    /// Where the daemon is.
    func place() throws(LockerError) -> DaemonPlace {
        let choice = choice
        if socket == nil, let named = try choice.namedServer() { return .server(named) }
        do throws(LockerError) {
            return try choice.place()
        } catch {
            throw OtherSockets.naming(DefaultSocket.others(than: ""), in: error)
        }
    }

    /// Connects to the daemon.
    func connect() throws(LockerError) -> LockerConnection {
        try connecting()()
    }

    /// What connects to the daemon, as often as it is called.
    ///
    /// - Parameter goesOn: whether a connection to a server is made again where it broke, for calls that only read.
    func connecting(goesOn: Bool = true) throws(LockerError) -> @Sendable () throws(LockerError) -> LockerConnection {
        let (place, account) = (try place(), account)
        return { () throws(LockerError) in
            switch place {
            case .server(let server): return try server.connect(as: account, goesOn: goesOn)
            case .socket(let path):
                do throws(LockerError) {
                    return try LockerConnection(socket: path, account: account)
                } catch {
                    throw OtherSockets.naming(DefaultSocket.others(than: path), in: error)
                }
            }
        }
    }

    /// Connects to the daemon for what operators alone may do, which no server passes on.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where a server is named.
    func connectAsOperator() throws(LockerError) -> LockerConnection {
        guard case .socket = try place() else {
            throw LockerError(
                .failedPrecondition,
                "what operators do goes over the daemon's socket alone: run it on the daemon's machine, with --socket")
        }
        return try connect()
    }
}
