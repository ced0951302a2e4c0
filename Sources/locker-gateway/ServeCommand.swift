import ArgumentParser
import LockerBase
import LockerGateway
import ServiceSupport

/// Serves until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Serve, in the foreground; log to standard error; stop at SIGTERM, read the configuration again at SIGHUP.")

    @Option(help: "The directory of what the gateway keeps.")
    var state = "/var/lib/locker-gateway"

    @Option(help: "The configuration file (JSON5; see locker-gateway(8)).")
    var config: String?

    @OptionGroup var log: LogOptions

    func run() async throws {
        var output = log.output
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
        if let config {
            let file = try GatewayFile.read(config)
            try naming(config) { () throws(LockerError) in try file.apply(to: &options) }
        }
        if options.socket.isEmpty { options.socket = try DefaultSocket.path() }
        if let level = log.level { options.logLevel = level }
        if let format = log.format { options.logFormat = format }
        return options
    }
}
