import LockerBase
import Metadata

/// The devices of a caller's account.
public struct Devices: Sendable {
    let metadata: any MetadataStore
    let known: DeviceRegister
    let gate: ChangeGate

    /// For so long a device that says that it is there is not written down again, in nanoseconds.
    private static let quiet: Int64 = 3_600_000_000_000

    /// All of them, removed ones too: those that were heard of last first.
    public func list(of caller: Caller) throws(LockerError) -> [KnownDevice] {
        try metadata.devices.all(of: caller.account)
    }

    /// The device of this number, which is known from here on.
    ///
    /// - Parameter name: what it is called where it is new.
    /// - Throws: ``LockerError/Code/permissionDenied`` when it was removed, ``LockerError/Code/tooMany`` for one more
    ///   than there may be, ``LockerError/Code/invalidArgument`` for what is no number or no name.
    public func register(
        _ number: [UInt8], called name: String, of caller: Caller
    ) throws(LockerError) -> KnownDevice {
        try KnownDevice.checkNumber(number)
        try KnownDevice.checkName(name)
        return try gate.change { () throws(LockerError) in
            let device = try known.admit(number, called: name, of: caller.account)
            let now = Clock.now()
            guard now - device.lastSeen > Devices.quiet else { return device }
            return try known.noteSeen(device, of: caller.account, at: now)
        }
    }

    /// Gives a device another name.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where the account has none of this number,
    ///   ``LockerError/Code/invalidArgument`` for what is no name.
    public func rename(_ number: [UInt8], to name: String, of caller: Caller) throws(LockerError) -> KnownDevice {
        try KnownDevice.checkNewName(name)
        return try change(number, of: caller) { $0.withName(name) }
    }

    /// Removes a device: from here on what it brings is refused. What it brought stays. With `isRemoved` false it may
    /// bring more again.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where the account has none of this number.
    public func setRemoved(
        _ isRemoved: Bool, _ number: [UInt8], of caller: Caller
    ) throws(LockerError) -> KnownDevice {
        let now = Clock.now()
        return try change(number, of: caller) { $0.withRemoved(isRemoved ? $0.removed ?? now : nil) }
    }

    private func change(
        _ number: [UInt8], of caller: Caller, _ body: (KnownDevice) -> KnownDevice
    ) throws(LockerError) -> KnownDevice {
        try KnownDevice.checkNumber(number)
        return try gate.change { () throws(LockerError) in
            try known.change(number, of: caller.account, body)
        }
    }
}
