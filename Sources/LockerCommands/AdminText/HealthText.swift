import LockerAPI

/// What a daemon does of what it is asked for, in words.
package enum HealthText {
    package static func name(_ state: Locker_V1_HealthResponse.State) -> String {
        switch state {
        case .serving: "serving"
        case .rebuilding: "rebuilding"
        case .readOnly: "read-only"
        case .stopping: "stopping"
        default: "unknown"
        }
    }

    /// The state, and why where the daemon says it.
    package static func line(_ health: Locker_V1_HealthResponse) -> String {
        name(health.state) + (health.message.isEmpty ? "" : ": \(health.message)")
    }
}
