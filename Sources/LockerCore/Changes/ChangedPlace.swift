/// Where something may change that somebody waits for.
package enum ChangedPlace: Hashable, Sendable {
    /// What an account is and has, all of its libraries among it; by the account's number.
    case account(Int64)
    /// A library of an account, by its name.
    case library(String, of: Int64)

    /// The account's number.
    var account: Int64 {
        switch self {
        case .account(let id), .library(_, of: let id): id
        }
    }
}
