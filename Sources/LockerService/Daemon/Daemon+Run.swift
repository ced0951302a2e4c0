import ContentChunking
import LockerBase
import Logging
import POSIXSupport
import ServiceSupport

extension Daemon {
    /// Seconds between two looks at what the log left out.
    private static let interval = 10

    /// Runs a daemon until SIGTERM or SIGINT.
    ///
    /// - Parameters:
    ///   - output: Where `logger` writes; its level is one of the things that the configuration decides.
    ///   - reload: Reads the options again at SIGHUP; nil where there is nothing to read.
    public static func run(
        _ options: DaemonOptions, logger: Logger, output: LogOutput, reload: (() throws(LockerError) -> DaemonOptions)?
    ) throws(LockerError) {
        let signals = DaemonSignals()
        var options = options
        DescriptorLimit.fit(&options.limits, to: OpenFileLimit.raise(), logger: logger)
        // Here they are measured, before there is anything else to do.
        logger.info(
            "lanes",
            metadata: [
                "hash": "\(SHA256Plan.measured.names.joined(separator: ","))", "scan": "\(GearLanes.measured.name)",
            ])
        let daemon = try Daemon(options, logger: logger)
        try daemon.start()
        while true {
            switch signals.next(seconds: interval) {
            case .stop(let name):
                logger.info("stopping", metadata: ["signal": "\(name)"])
                return daemon.stop()
            case .reload: daemon.reload(reload, logger, output)
            case nil: daemon.tellWhatWasLeftOut()
            }
        }
    }

    /// Takes the configuration as it is now. One that is wrong changes nothing.
    private func reload(
        _ read: (() throws(LockerError) -> DaemonOptions)?, _ logger: Logger, _ output: LogOutput
    ) {
        guard let read else {
            return logger.notice(
                "SIGHUP: there is no configuration to read again; lockerd was started without --config")
        }
        Systemd.notifyReloading()
        defer { Systemd.notify("READY=1") }
        do throws(LockerError) {
            let options = try read()
            try change(to: options)
            output.level = options.logLevel
        } catch {
            logger.error("the configuration is not taken, and all stays as it was: \(error.message)")
        }
    }
}
