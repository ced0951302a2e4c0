import Foundation
import LockerAPI
import LockerBase
import Metadata

extension Locker_V1_Revision {
    init(_ revision: Revision) {
        self.init()
        number = UInt64(revision.number)
        created = revision.created
        added = UInt64(revision.added)
        changed = UInt64(revision.changed)
        removed = UInt64(revision.removed)
        files = UInt64(revision.files)
        logicalBytes = UInt64(revision.logicalBytes)
        if let bytes = revision.bytes {
            addedBytes = UInt64(bytes.added)
            changedBytes = UInt64(bytes.changed)
            removedBytes = UInt64(bytes.removed)
        }
        tell(revision.provenance)
    }

    private mutating func tell(_ provenance: Provenance) {
        if let told = provenance.origin { origin = Locker_V1_Origin(told) }
        note = provenance.note
        if let base = provenance.base { baseRevision = UInt64(clamping: base) }
        if let bytes = provenance.newBytes { newBytes = UInt64(clamping: bytes) }
        purge = provenance.isPurge
    }
}

extension Locker_V1_Origin {
    fileprivate init(_ origin: Origin) {
        self.init()
        if let number = origin.device { device = Data(number) }
        deviceName = origin.deviceName
        folder = Data(origin.folder)
        client = origin.client
        version = origin.version
    }
}

extension Provenance {
    /// What a request says of its revision.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for an origin or a note against the rules.
    init(_ origin: Locker_V1_Origin?, note: String, base: UInt64? = nil) throws(LockerError) {
        try Provenance.checkNote(note)
        self.init(note: note)
        if let origin {
            self.origin = try Origin(
                device: origin.device.isEmpty ? nil : Array(origin.device), deviceName: origin.deviceName,
                folder: Array(origin.folder), client: origin.client, version: origin.version)
        }
        if let base { self.base = try Number.revision(base) }
    }
}
