import DaemonLink
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase

/// Whether the gateway and its daemon serve, for load balancers.
struct HealthRoute: Sendable {
    private let health: DaemonHealth

    private struct Health: Encodable {
        let status: String
        let version: String
    }

    init(daemon: LinkedDaemon, role: FrontendRole) {
        health = DaemonHealth {
            let status = await HealthRoute.status(of: daemon)
            return status.isGood && role.standing == .missing ? .forbidden : status
        }
    }

    func add(to router: Router<GatewayContext>) {
        router.get("healthz", use: answer)
        router.head("healthz", use: answer)
    }

    @Sendable private func answer(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let status = await health.status()
        let answer = Health(status: status.rawValue, version: LockerVersion.text)
        return JSONAnswer.response(answer, status: status.isGood ? .ok : .serviceUnavailable)
    }

    private static func status(of daemon: LinkedDaemon) async -> DaemonHealth.Status {
        do throws(LockerError) {
            let patience = daemon.isStill ? LinkBounds.healthAgain : LinkBounds.health
            let answer = try await daemon.call(LockerMethods.health, .init(), within: patience)
            switch answer.state {
            case .rebuilding: return .rebuilding
            case .readOnly: return .readOnly
            case .stopping: return .stopping
            default: return .serving
            }
        } catch {
            return daemon.isStill || error.code == .timedOut ? .silent : .unavailable
        }
    }
}
