import Synchronization

/// The operator's decisions as they are at the moment: they may change while the daemon serves.
final class Settings: Sendable {
    private let current: Mutex<Configuration>

    init(_ configuration: Configuration) {
        current = Mutex(configuration)
    }

    var configuration: Configuration { current.withLock { $0 } }

    func change(to configuration: Configuration) {
        current.withLock { $0 = configuration }
    }

    /// Whether the configuration names the system user `userID` as an operator, or as a frontend.
    func named(_ userID: UInt32) -> (isOperator: Bool, isFrontend: Bool) {
        current.withLock { ($0.operators.contains(userID), $0.frontends.contains(userID)) }
    }
}
