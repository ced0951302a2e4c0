import ArgumentParser
import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerService
import Logging
import POSIXSupport
import ServiceSupport

@main
struct LockerDaemon: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lockerd",
        abstract: "Keep people's music in a store, and serve it at a Unix socket.",
        discussion: """
            Runs in the foreground, logs to standard error, stops at SIGTERM once what runs is finished, and reads its \
            configuration again at SIGHUP. The socket \
            is that of --socket, else of LOCKER_SOCKET, else /run/locker/locker.sock for root and \
            $XDG_RUNTIME_DIR/locker.sock for others.
            """,
        version: LockerVersion.text)

    @Option(help: "The directory of the store; one is made where it is missing or empty.")
    var store: String

    @Flag(help: "Refuse to make a store: end when there is none.")
    var mustExist = false

    @Flag(name: .customLong("init"), help: "Make a store, and exit; refuses a directory that holds one.")
    var makesStore = false

    @Option(help: "The path to listen at.")
    var socket: String?

    @Option(help: "The configuration file (JSON5; see lockerd(8)).")
    var config: String?

    @Flag(help: "Tell index and metadata of the store again from its packs, and exit; no daemon may serve it.")
    var rebuild = false

    @OptionGroup var log: LogOptions

    static func main() {
        EarlyReload.hold()
        StandardDescriptors.ensureOpen()
        FreedMemory.giveBack()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    func validate() throws {
        if store.isEmpty { throw ValidationError("--store: name a directory") }
        if makesStore, mustExist || rebuild {
            throw ValidationError("--init makes a store: it goes with neither --must-exist nor --rebuild")
        }
    }

    func run() throws {
        if makesStore || rebuild { EarlyReload.release() }
        var output = log.output
        do throws(LockerError) {
            let options = try options()
            output = LogOutput(options.logFormat, level: options.logLevel)
            let logger = output.logger("lockerd")
            try LaneNames.check()
            if makesStore { return try NewStore.make(in: store, logger: logger) }
            if rebuild { return try StoreRebuild.run(directory: store, logger: logger).log(to: logger) }
            let reload = { () throws(LockerError) in try self.options() }
            try Daemon.run(options, logger: logger, output: output, reload: config == nil ? nil : reload)
        } catch {
            output.logger("lockerd").critical("\(error.message)")
            throw ExitCode(error.code == .invalidArgument ? 2 : 1)
        }
    }

    /// What the command line and the configuration say at the moment; the command line counts where both say something.
    private func options() throws(LockerError) -> DaemonOptions {
        var options = DaemonOptions(store: store, socket: socket ?? "")
        if socket == nil, !rebuild, !makesStore { options.socket = try DefaultSocket.path() }
        options.mustExist = mustExist
        if let config {
            let file = try ConfigurationFile.read(config)
            try naming(config) { () throws(LockerError) in try file.apply(to: &options) }
        }
        if let level = log.level { options.logLevel = level }
        if let format = log.format { options.logFormat = format }
        return options
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
