import LockerBase
import Metadata

/// Who waits, and for which accounts they may.
public struct WatchingCaller: Sendable {
    private let authority: Authority
    private let userID: UInt32
    private let named: String?

    /// - Parameter named: the account that all of the call is for, where it says so.
    public init(userID: UInt32, for named: String?, by authority: Authority) {
        (self.userID, self.named, self.authority) = (userID, named, authority)
    }

    /// What the caller may do as of one moment.
    struct Look {
        fileprivate let caller: WatchingCaller
        fileprivate let standing: Authority.Standing

        /// Whether the accounts may be others' than the caller's own.
        var actsForOthers: Bool { standing.role != .user }

        /// The account called `name`, as it is now; without a name that which the call is for.
        ///
        /// - Throws: as ``Authority/caller(userID:for:)`` and ``Authority/checkEnabled(_:isReading:)``, with the account
        ///   in the details.
        func account(_ name: String) throws(LockerError) -> Account {
            let meant = name.isEmpty ? caller.named : name
            do throws(LockerError) {
                let found = try caller.authority.caller(standing, for: meant)
                try caller.authority.checkEnabled(found, isReading: true)
                return found.account
            } catch {
                throw meant.map { error.with([.account: $0]) } ?? error
            }
        }
    }

    /// Looks at what the caller may do, and checks that the account may be acted for that all of the call is for.
    ///
    /// - Throws: as ``Authority/caller(userID:for:)``.
    func look() throws(LockerError) -> Look {
        let look = Look(caller: self, standing: try authority.standing(of: userID))
        if let named { _ = try look.account(named) }
        return look
    }
}
