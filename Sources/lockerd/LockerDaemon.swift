import ArgumentParser
import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerService
import Logging

@main
struct LockerDaemon: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lockerd",
        abstract: "Keep people's music in a store, and serve it at a Unix socket.",
        discussion: """
            Runs in the foreground, logs to standard error, and stops at SIGTERM once what runs is finished. The socket \
            is that of --socket, else of LOCKER_SOCKET, else /run/locker/locker.sock for root and \
            $XDG_RUNTIME_DIR/locker.sock for others.
            """,
        version: LockerVersion.text)

    @Option(help: "The directory of the store; made on first use.")
    var store: String

    @Option(help: "The path to listen at.")
    var socket: String?

    @Option(help: "The configuration file (JSON5; see lockerd(8)).")
    var config: String?

    @Flag(help: "Tell index and metadata of the store again from its packs, and exit; no daemon may serve it.")
    var rebuild = false

    @Option(
        help: "The least severe messages to log: trace, debug, info, notice, warning, error or critical.",
        transform: LockerDaemon.level)
    var logLevel = Logger.Level.info

    /// Bad usage exits with 2, as `locker` does, and not with the parser's own 64.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            if code == .validationFailure {
                FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
                Foundation.exit(2)
            }
            exit(withError: error)
        }
    }

    func run() throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: "lockerd")
        logger.logLevel = logLevel
        do {
            if rebuild { return try StoreRebuild.run(directory: store, logger: logger).log(to: logger) }
            var options = DaemonOptions(store: store, socket: try socket ?? DefaultSocket.path())
            if let config { try ConfigurationFile.read(config).apply(to: &options) }
            try Daemon.run(options, logger: logger)
        } catch let error as LockerError {
            logger.critical("\(error.message)")
            throw ExitCode(error.code == .invalidArgument ? 2 : 1)
        }
    }

    private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(name)' is no log level; use one of \(levels)")
        }
        return level
    }
}

extension RebuildReport {
    fileprivate func log(to logger: Logger) {
        logger.notice(
            "rebuilt",
            metadata: [
                "accounts": "\(metadata.accounts)", "libraries": "\(metadata.libraries)",
                "revisions": "\(metadata.revisions)", "entries": "\(metadata.entries)",
                "catalog_tracks": "\(metadata.catalogTracks)", "records": "\(records)", "left_out": "\(leftOut)",
                "lost": "\(lost)",
            ])
    }
}
