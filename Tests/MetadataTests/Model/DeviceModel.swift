import LockerBase
import Metadata
import POSIXSupport

struct DeviceModel: DeviceStore {
    let content: Monitor<Content>

    func all(of account: Account) throws(LockerError) -> [KnownDevice] {
        content.withLock { content in
            (content.devices[account.id] ?? []).sorted { one, other in
                one.lastSeen != other.lastSeen
                    ? one.lastSeen > other.lastSeen : one.number.lexicographicallyPrecedes(other.number)
            }
        }
    }

    func device(_ number: [UInt8], of account: Account) throws(LockerError) -> KnownDevice? {
        content.withLock { $0.device(number, of: account.id) }
    }

    func checkHasRoom(of account: Account) throws(LockerError) {
        let devices = try all(of: account)
        let isFull = devices.count >= KnownDevice.maximumPerAccount
        if isFull, !devices.contains(where: { $0.removed != nil }) {
            throw KnownDevice.areTooMany(of: account.name, oldest: devices.last)
        }
    }

    func set(_ device: KnownDevice, of account: Account) throws(LockerError) {
        try KnownDevice.checkNumber(device.number)
        try KnownDevice.checkName(device.name)
        let oldest = try all(of: account).last { $0.removed != nil }
        content.withLock { content in
            var devices = content.devices[account.id] ?? []
            if content.device(device.number, of: account.id) == nil, devices.count >= KnownDevice.maximumPerAccount {
                devices.removeAll { $0.number == oldest?.number }
            }
            let known = content.device(device.number, of: account.id)
            devices.removeAll { $0.number == device.number }
            content.devices[account.id] = devices + [device.seen(at: known?.lastSeen ?? device.lastSeen)]
        }
    }
}

extension Content {
    func device(_ number: [UInt8], of account: Int64) -> KnownDevice? {
        devices[account]?.first { $0.number == number }
    }

    mutating func noteSeen(_ number: [UInt8], of account: Int64, at time: Int64) {
        devices[account] = devices[account]?.map { $0.number == number ? $0.seen(at: time) : $0 }
    }

    /// `revision` of a library of `account`, with what its device is called now.
    func told(_ revision: Revision, of account: Int64) -> Revision {
        var provenance = revision.provenance
        if let origin = provenance.origin, let number = origin.device, let device = device(number, of: account) {
            provenance.origin = try? Origin(
                device: number, deviceName: device.name, folder: origin.folder, client: origin.client,
                version: origin.version)
        }
        return revision.saying(provenance)
    }
}

extension Revision {
    func saying(_ provenance: Provenance) -> Revision {
        Revision(
            library: library, number: number, created: created, commit: commit, added: added, changed: changed,
            removed: removed, files: files, logicalBytes: logicalBytes, bytes: bytes, provenance: provenance)
    }
}
