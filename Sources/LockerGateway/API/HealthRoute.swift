import DaemonLink
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase

/// Whether the gateway and its daemon serve, for load balancers.
struct HealthRoute: Sendable {
    let daemon: LinkedDaemon

    private static let patience = Duration.seconds(5)

    private struct Health: Encodable {
        /// `serving`, `rebuilding`, `read_only`, `stopping` or `unavailable`.
        let status: String
        let version: String
    }

    func add(to router: Router<GatewayContext>) {
        router.get("healthz", use: health)
        router.head("healthz", use: health)
    }

    @Sendable private func health(_ request: Request, _ context: GatewayContext) async throws -> Response {
        do throws(LockerError) {
            let answer = try await daemon.call(LockerMethods.health, .init(), within: HealthRoute.patience)
            switch answer.state {
            case .rebuilding: return response("rebuilding", .ok)
            case .readOnly: return response("read_only", .ok)
            case .stopping: return response("stopping", .serviceUnavailable)
            default: return response("serving", .ok)
            }
        } catch {
            return response("unavailable", .serviceUnavailable)
        }
    }

    private func response(_ status: String, _ code: HTTPResponse.Status) -> Response {
        JSONAnswer.response(Health(status: status, version: LockerVersion.text), status: code)
    }
}
