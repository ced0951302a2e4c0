import Logging
import ServiceLifecycle

/// Looks whether the daemon lets the gateway act for people: at the start until that is so, and now and then. And it looks
/// as long as the daemon answers nothing, so that it is soon known when that is over, whoever else asks.
struct FrontendService: Service {
    private static let pause = Duration.seconds(1)
    /// The longest that nobody looks.
    private static let rest = Duration.seconds(60)

    let role: FrontendRole
    let isDaemonStill: @Sendable () -> Bool

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await role.look()
                let next = ContinuousClock.now + FrontendService.rest
                repeat {
                    try await Task.sleep(for: FrontendService.pause)
                } while role.standing == .given && !isDaemonStill() && .now < next
            }
        }
    }
}
