import ArgumentParser
import LockerBase
import LockerGateway
import Logging
import ServiceSupport

/// Serves until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Serve, in the foreground; log to standard error; stop at SIGTERM, read the configuration again at SIGHUP.")

    @Option(help: "The folder of what the gateway keeps.")
    var state = "/var/lib/locker-gateway"

    @Option(help: "The configuration file (JSON5; see locker-gateway(8)).")
    var config: String?

    @Option(
        help: """
            The least severe messages to log: trace, debug, info, notice, warning, error or critical (default: what the \
            configuration says, else info).
            """,
        transform: ServeCommand.level)
    var logLevel: Logger.Level?

    @Option(
        help: "How the log is written: text or json (default: what the configuration says, else text).",
        transform: ServeCommand.format)
    var logFormat: LogFormat?

    func run() async throws {
        var output = LogOutput(logFormat ?? .text, level: logLevel ?? .info)
        do {
            let options = try options()
            output = LogOutput(options.logFormat, level: options.logLevel)
            let command = self
            try await GatewayProgram.run(options, output: output) { () throws(LockerError) in try command.options() }
        } catch {
            let message = (error as? LockerError)?.message ?? "\(error)"
            output.logger("locker-gateway").critical("\(message)")
            throw ExitCode((error as? LockerError)?.code == .invalidArgument ? 2 : 1)
        }
    }

    /// What the command line and the configuration say at the moment; the command line counts where both say something.
    private func options() throws(LockerError) -> GatewayOptions {
        var options = GatewayOptions(state: state, socket: "")
        if let config { try GatewayFile.read(config).apply(to: &options) }
        if options.socket.isEmpty { options.socket = try DefaultSocket.path() }
        if let logLevel { options.logLevel = logLevel }
        if let logFormat { options.logFormat = logFormat }
        return options
    }

    private static func format(_ name: String) throws -> LogFormat {
        guard let format = LogFormat(rawValue: name) else {
            throw ValidationError("'\(name)' is no format of the log; use text or json")
        }
        return format
    }

    private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(name)' is no log level; use one of \(levels)")
        }
        return level
    }
}
