import LockerAPI

/// The names of roles on the command line.
enum RoleText {
    static func name(_ role: Locker_V1_Role) -> String {
        switch role {
        case .user: "user"
        case .frontend: "frontend"
        case .manager: "manager"
        case .operator: "operator"
        default: "unknown"
        }
    }
}
