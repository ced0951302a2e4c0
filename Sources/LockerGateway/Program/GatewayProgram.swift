import Hummingbird
import LockerBase
import Logging
import ServiceSupport

/// The way in for the program.
package enum GatewayProgram {
    /// Serves until SIGTERM or SIGINT; what runs then is finished.
    ///
    /// - Parameter reload: the options anew, for SIGHUP: level of the log and certificate change.
    package static func run(
        _ options: GatewayOptions, output: LogOutput,
        reload: @escaping @Sendable () throws(LockerError) -> GatewayOptions
    ) async throws {
        try await Gateway.run(options, logger: output.logger("locker-gateway"), output: output, reload: reload)
    }

    /// All that can be asked for, as in `GET /api/v1/libraries`, to be held against what is checked of it.
    package static func routes(_ options: GatewayOptions, output: LogOutput) async throws -> [String] {
        let gateway = try Gateway(options, logger: output.logger("locker-gateway"))
        let routes = gateway.router.routes.map(\.description)
        await gateway.close()
        return routes
    }
}
