import LockerBase
import Logging
import ServiceLifecycle
import ServiceSupport
import UnixSignals

/// Reads the configuration again at SIGHUP: the level of the log, and the certificate.
struct ReloadService: Service {
    let gateway: Gateway
    let output: LogOutput
    let reload: @Sendable () throws(LockerError) -> GatewayOptions

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            Systemd.notifyReloading()
            do throws(LockerError) {
                let options = try reload()
                if let files = options.tls, let tls = gateway.tls { try tls.reload(files) }
                output.level = options.logLevel
                gateway.logger.notice("reloaded")
            } catch {
                gateway.logger.error("all stays as it was", metadata: ["error": "\(error)"])
            }
            Systemd.notify("READY=1")
        }
    }
}
