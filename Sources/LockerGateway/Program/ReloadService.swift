import LockerBase
import Logging
import POSIXSupport
import ServiceLifecycle
import ServiceSupport
import UnixSignals

/// Reads the configuration again at SIGHUP: the level of the log, and the certificate. What else has changed is said to
/// wait for a start.
struct ReloadService: Service {
    let gateway: Gateway
    let output: LogOutput
    let reload: @Sendable () throws(LockerError) -> GatewayOptions

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            Systemd.notifyReloading()
            do throws(LockerError) {
                try takeOver()
            } catch {
                gateway.logger.error("the configuration is not taken, and all stays as it was: \(error.message)")
            }
            Systemd.notify("READY=1")
        }
    }

    private func takeOver() throws(LockerError) {
        var options = try reload()
        DescriptorShare.fit(&options.limits, to: OpenFileLimit.raise(), logger: gateway.logger)
        if let files = options.tls {
            if let tls = gateway.tls { try tls.reload(files) } else { _ = try TLSSwitch(files) }
        }
        output.level = options.logLevel
        gateway.logger.notice("reloaded")
        let later = options.changesForAStart(from: gateway.options)
        guard !later.isEmpty else { return }
        gateway.logger.warning(
            "some of it takes effect at the next start only", metadata: ["keys": "\(later.joined(separator: ","))"])
    }
}
