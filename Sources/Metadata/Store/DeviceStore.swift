import LockerBase

/// The devices of accounts. See ``MetadataStore`` for what holds for every call.
public protocol DeviceStore: Sendable {
    /// All devices of `account`, removed ones too: those that were heard of last first.
    func all(of account: Account) throws(LockerError) -> [KnownDevice]

    /// The account's device of this number; nil where there is none.
    func device(_ number: [UInt8], of account: Account) throws(LockerError) -> KnownDevice?

    /// Checks that `account` may have one more device.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when it has ``KnownDevice/maximumPerAccount`` and none of them was removed.
    func checkHasRoom(of account: Account) throws(LockerError)

    /// Lets the account have `device`, in the place of what it had of that number; where that was heard of later, the
    /// device was. Where it has
    /// ``KnownDevice/maximumPerAccount`` others, the removed one is forgotten that was not heard of for the longest.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is no number or no name.
    func set(_ device: KnownDevice, of account: Account) throws(LockerError)
}
