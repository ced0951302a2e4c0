/// A user of the system, and the account that they name.
enum Somebody: CaseIterable {
    case root, configuredOperator
    case configuredFrontend, frontendAccount, managerAccount
    case owner, ownerByName
    case other, otherByName
    case unknown, unknownByName

    var userID: UInt32 {
        switch self {
        case .root: 0
        case .configuredOperator: 10
        case .configuredFrontend: 20
        case .frontendAccount: 30
        case .managerAccount: 31
        case .owner, .ownerByName: 41
        case .other, .otherByName: 42
        case .unknown, .unknownByName: 54_321
        }
    }

    /// Whom they say they act for; nil for the account bound to them.
    var account: String? {
        switch self {
        case .owner, .other, .unknown: nil
        default: "alice"
        }
    }
}
