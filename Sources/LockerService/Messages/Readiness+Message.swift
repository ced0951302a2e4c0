import LockerAPI
import LockerCore

extension Locker_V1_HealthResponse {
    init(_ readiness: Readiness) {
        self.init()
        switch readiness {
        case .serving: state = .serving
        case .rebuilding: (state, message) = (.rebuilding, "the index is being rebuilt; some answers take longer")
        case .readOnly(let obstacle): (state, message) = (.readOnly, Locker_V1_HealthResponse.text(obstacle))
        case .stopping: (state, message) = (.stopping, "the daemon stops")
        }
    }

    private static func text(_ obstacle: Readiness.Obstacle) -> String {
        switch obstacle {
        case .fullDisk: "the disk of the store is full; what is stored can be read"
        case .readOnlyFileSystem: "the disk of the store takes no writes; what is stored can be read"
        case .rebuild: "the database is being rebuilt; what is stored can be read"
        }
    }
}
