import Foundation
import LockerBase
import Metadata
import SwiftProtobuf

extension Locker_Store_V1_Origin {
    init(_ origin: Origin) {
        self.init()
        if let number = origin.device { device = Data(number) }
        deviceName = origin.deviceName
        folder = Data(origin.folder)
        client = origin.client
        version = origin.version
    }
}

extension Locker_Store_V1_DeviceState {
    init(_ known: KnownDevice, of account: Account) {
        self.init()
        self.account = account.id
        device = Data(known.number)
        name = known.name
        firstSeen = known.firstSeen
        lastSeen = known.lastSeen
        if let time = known.removed { removed = time }
    }
}

extension Locker_Store_V1_Commit {
    /// The record of another note of `revision`.
    init(noting note: String, of revision: Revision, created: Int64) {
        self.init()
        self.created = created
        noteChanged.library = revision.library
        noteChanged.revision = revision.number
        noteChanged.commit = Data(revision.commit.bytes)
        noteChanged.note = note
    }

    /// The record of what a device of `account` is from here on.
    init(changing device: KnownDevice, of account: Account, created: Int64) {
        self.init()
        self.created = created
        deviceChanged = Locker_Store_V1_DeviceState(device, of: account)
    }

    /// Says that of a revision.
    mutating func say(_ provenance: Provenance) {
        if let told = provenance.origin { origin = Locker_Store_V1_Origin(told) }
        if let number = provenance.base { base = number }
        note = provenance.note
        if let bytes = provenance.newBytes { newBytes = UInt64(clamping: bytes) }
    }
}

extension Origin {
    /// The origin that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what none can be.
    init(_ message: Locker_Store_V1_Origin) throws(LockerError) {
        do {
            try self.init(
                device: message.device.isEmpty ? nil : Array(message.device), deviceName: message.deviceName,
                folder: Array(message.folder), client: message.client, version: message.version)
        } catch {
            throw LockerError(.dataLoss, "a commit record has an origin that cannot be: \(error.message)")
        }
    }
}

extension Provenance {
    /// What a record says of its revision.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for an origin that none can be.
    init(_ record: Locker_Store_V1_Commit) throws(LockerError) {
        self.init(note: record.note)
        if record.hasOrigin { origin = try Origin(record.origin) }
        if record.hasBase { base = record.base }
        if record.hasNewBytes { newBytes = Int64(clamping: record.newBytes) }
        isPurge = !record.purged.isEmpty || !record.purgedFolders.isEmpty
    }
}

extension KnownDevice {
    /// The device that a record tells of.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what none can be.
    init(_ message: Locker_Store_V1_DeviceState) throws(LockerError) {
        do {
            try KnownDevice.checkNumber(message.device)
            try KnownDevice.checkName(message.name)
        } catch {
            throw LockerError(.dataLoss, "a record has a device that cannot be: \(error.message)")
        }
        self.init(
            number: Array(message.device), name: message.name, firstSeen: message.firstSeen,
            lastSeen: message.lastSeen, removed: message.hasRemoved ? message.removed : nil)
    }
}
