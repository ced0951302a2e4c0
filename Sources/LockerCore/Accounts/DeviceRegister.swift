import LockerBase
import Metadata
import POSIXSupport

/// Makes devices of accounts known and changes what is known of them: the packs are told first, then the database.
/// Whoever calls is in the gate, unless nothing is changed.
final class DeviceRegister: Sendable {
    private let metadata: any MetadataStore
    private let journal: Journal
    private let lock = Monitor(())

    init(metadata: any MetadataStore, journal: Journal) {
        self.metadata = metadata
        self.journal = journal
    }

    /// Checks that the device of this number, if one is told and the account knows it, was not removed.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when it was, ``LockerError/Code/invalidArgument`` for bytes that
    ///   are no device's number.
    func check(_ number: [UInt8]?, of account: Account) throws(LockerError) {
        guard let number else { return }
        try KnownDevice.checkNumber(number)
        _ = try found(number, of: account)
    }

    /// The device of this number, which is known from here on.
    ///
    /// - Parameter name: what it is called where it is new; empty: it does not say.
    /// - Throws: ``LockerError/Code/permissionDenied`` when it was removed, ``LockerError/Code/tooMany`` for one more
    ///   than there may be, ``LockerError/Code/invalidArgument`` for what a new one may not be called.
    func admit(_ number: [UInt8], called name: String, of account: Account) throws(LockerError) -> KnownDevice {
        if let known = try found(number, of: account) { return known }
        return try alone { () throws(LockerError) in
            if let known = try found(number, of: account) { return known }
            if !name.isEmpty { try KnownDevice.checkNewName(name) }
            try metadata.devices.checkHasRoom(of: account)
            let now = Clock.now()
            let device = KnownDevice(number: number, name: name, firstSeen: now, lastSeen: now)
            try save(device, of: account)
            return device
        }
    }

    /// The device of this number, if the account knows it.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when it was removed.
    private func found(_ number: [UInt8], of account: Account) throws(LockerError) -> KnownDevice? {
        let known = try metadata.devices.device(number, of: account)
        if let known, known.removed != nil { throw known.isRemoved(from: account.name) }
        return known
    }

    /// Lets the device of this number be what `body` makes of it.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where the account has none of this number.
    func change(
        _ number: [UInt8], of account: Account, _ body: (KnownDevice) -> KnownDevice
    ) throws(LockerError) -> KnownDevice {
        try alone { () throws(LockerError) in
            guard let known = try metadata.devices.device(number, of: account) else {
                throw KnownDevice.isUnknown(number)
            }
            let device = body(known)
            if device != known { try save(device, of: account) }
            return device
        }
    }

    /// Takes note that `device` is there at `time`, in the database alone: the packs tell that of its commits.
    func noteSeen(_ device: KnownDevice, of account: Account, at time: Int64) throws(LockerError) -> KnownDevice {
        try alone { () throws(LockerError) in
            guard let known = try metadata.devices.device(device.number, of: account) else { return device }
            try metadata.devices.set(known.seen(at: time), of: account)
            return known.seen(at: time)
        }
    }

    private func save(_ device: KnownDevice, of account: Account) throws(LockerError) {
        let record = Locker_Store_V1_Commit(changing: device, of: account, created: Clock.now())
        try journal.record(record) { () throws(LockerError) in try metadata.devices.set(device, of: account) }
    }

    private func alone<Result>(_ body: () throws(LockerError) -> Result) throws(LockerError) -> Result {
        try LockRank.deviceRegister.held { () throws(LockerError) in
            try lock.withLock { (_) throws(LockerError) in try body() }
        }
    }
}
