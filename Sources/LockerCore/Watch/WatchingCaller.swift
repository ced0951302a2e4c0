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

    /// Checks that the account may be acted for that all of the call is for.
    ///
    /// - Throws: as ``Authority/caller(userID:for:)``.
    func check() throws(LockerError) {
        if let named { _ = try account(named) }
    }

    /// The account called `name`, as it is now; without a name that which the call is for.
    ///
    /// - Throws: as ``Authority/caller(userID:for:)`` and ``Authority/checkEnabled(_:isReading:)``, with the account in
    ///   the details.
    func account(_ name: String) throws(LockerError) -> Account {
        let meant = name.isEmpty ? named : name
        do throws(LockerError) {
            let caller = try authority.caller(userID: userID, for: meant)
            try authority.checkEnabled(caller, isReading: true)
            return caller.account
        } catch {
            throw meant.map { error.with([.account: $0]) } ?? error
        }
    }
}
