import Logging
import ServiceLifecycle

/// Looks whether the daemon lets the gateway act for people: at the start until that is so, and now and then.
struct FrontendService: Service {
    private static let pauses = (missing: Duration.seconds(1), given: Duration.seconds(60))

    let role: FrontendRole

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await role.look()
                let isGiven = role.standing == .given
                try await Task.sleep(for: isGiven ? FrontendService.pauses.given : FrontendService.pauses.missing)
            }
        }
    }
}
