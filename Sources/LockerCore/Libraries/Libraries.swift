import LockerBase
import Metadata

/// Renames and removes libraries, and writes notes of their revisions. A device that was removed may do none of that: its
/// number is told where it is known.
public struct Libraries: Sendable {
    let metadata: any MetadataStore
    let journal: Journal
    let devices: DeviceRegister
    let gate: ChangeGate
    let locks: LibraryLocks

    /// Removes a library with all of its revisions. What only they refer to is garbage for the next compaction.
    ///
    /// - Parameters:
    ///   - device: the number of the device that wants it, if that is told.
    ///   - isDryRun: whether to say only what would go.
    /// - Throws: ``LockerError/Code/notFound`` when there is none of this name,
    ///   ``LockerError/Code/permissionDenied`` for a device that was removed.
    public func delete(
        named name: String, of caller: Caller, from device: [UInt8]? = nil, isDryRun: Bool
    ) throws(LockerError) -> Removal {
        try changing(libraries: [name], of: caller, from: device) { (account) throws(LockerError) in
            let library = try caller.library(named: name, in: metadata)
            var removal = Removal()
            if library.newest > 0 { removal.add(library) }
            if isDryRun { return removal }
            let record = Locker_Store_V1_Commit(removing: library, of: account, created: Clock.now())
            return try journal.record(record) { () throws(LockerError) in
                try metadata.libraries.remove(library)
                return removal
            }
        }
    }

    /// Gives a library another name. Its number and its revisions stay.
    ///
    /// - Parameter device: the number of the device that wants it, if that is told.
    /// - Throws: ``LockerError/Code/notFound`` when there is none of this name, ``LockerError/Code/alreadyExists`` when
    ///   there is one of the new name, ``LockerError/Code/invalidArgument`` for what is no name,
    ///   ``LockerError/Code/permissionDenied`` for a device that was removed.
    public func rename(
        named name: String, to newName: String, of caller: Caller, from device: [UInt8]? = nil
    ) throws(LockerError) {
        try Library.checkName(newName)
        try changing(libraries: [name, newName], of: caller, from: device) { (account) throws(LockerError) in
            let library = try caller.library(named: name, in: metadata)
            // Before the record is written: of two libraries that claim a name, a rebuild can keep it for one.
            guard try metadata.libraries.library(named: newName, of: account) == nil else {
                throw Library.nameIsTaken(newName)
            }
            let record = Locker_Store_V1_Commit(
                changing: library, name: newName, source: nil, of: account, created: Clock.now())
            try journal.record(record) { () throws(LockerError) in try metadata.libraries.rename(library, to: newName) }
        }
    }

    /// Writes another note of a revision; an empty one takes it away. The packs keep what was written before for as long
    /// as they have the revision's own record.
    ///
    /// - Parameter device: the number of the device that writes it, if that is told.
    /// - Throws: ``LockerError/Code/notFound`` for a library or a revision that is not there, or has expired;
    ///   ``LockerError/Code/invalidArgument`` for a note against ``Provenance/checkNote(_:)``;
    ///   ``LockerError/Code/overQuota`` for a longer one than the quota has room for;
    ///   ``LockerError/Code/permissionDenied`` for a device that was removed.
    public func setNote(
        _ note: String, ofRevision number: Int64, of name: String, of caller: Caller, from device: [UInt8]? = nil
    ) throws(LockerError) -> Revision {
        try Provenance.checkNote(note)
        return try changing(libraries: [name], of: caller, from: device) { (account) throws(LockerError) in
            let library = try caller.library(named: name, in: metadata)
            guard let revision = try metadata.revisions.revision(number, of: library) else {
                throw Revision.isNotThere(number, in: library)
            }
            if revision.provenance.note == note { return revision }
            let growth = note.utf8.count - revision.provenance.note.utf8.count
            try metadata.accounts.holdings(of: account).check(growingBy: .init(ofNames: Int64(growth), in: library))
            let record = Locker_Store_V1_Commit(noting: note, of: revision, created: Clock.now())
            try journal.record(record) { () throws(LockerError) in
                try metadata.revisions.setNote(note, ofRevision: number, of: library)
            }
            return try metadata.revisions.revision(number, of: library) ?? revision
        }
    }

    /// Runs `body`, with the account as it is now, while nobody else changes the libraries of these names. `device` may
    /// not have been removed.
    private func changing<Result>(
        libraries names: Set<String>, of caller: Caller, from device: [UInt8]?,
        _ body: (Account) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try gate.change { () throws(LockerError) in
            guard let account = try metadata.accounts.account(withID: caller.account.id) else {
                throw AccountRegister.isGone(caller.account)
            }
            return try locks.withLocks(account, names) { () throws(LockerError) in
                try devices.check(device, of: account)
                return try body(account)
            }
        }
    }
}
