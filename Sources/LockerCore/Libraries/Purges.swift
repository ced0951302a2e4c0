import LockerBase
import Metadata
import POSIXSupport

/// Takes paths out of all revisions of a library.
public struct Purges: Sendable {
    let metadata: any MetadataStore
    let journal: Journal
    let devices: DeviceRegister
    let gate: ChangeGate
    let locks: LibraryLocks
    let stop: StopCheck
    /// The most entries, of all revisions together, that one call takes out: they go in one transaction.
    package var limit = Int64(StagingLimits.count)

    /// Takes the entries at `paths`, and with `recursive` all that is below them, out of all revisions of a library, by a
    /// new one that has nothing there. What nobody else refers to is garbage for the next compaction.
    ///
    /// - Parameters:
    ///   - isDryRun: whether to say only what would go.
    ///   - provenance: what is said of the revision.
    ///   - cancellation: asked until the purge is about to be written down.
    /// - Throws: ``LockerError/Code/permissionDenied`` for a device that was removed;
    ///   ``LockerError/Code/notFound`` when nothing was ever at one of the paths in the revisions that are kept,
    ///   ``LockerError/Code/invalidArgument`` when one is a folder and `recursive` is not given,
    ///   ``LockerError/Code/tooMany`` when that is more than one call takes out; nothing is purged then.
    public func purge(
        _ paths: [EntryPath], from name: String, of caller: Caller, recursive: Bool, isDryRun: Bool,
        saying provenance: Provenance = Provenance(), cancellation: Cancellation? = nil
    ) throws(LockerError) -> PurgeReport {
        guard !paths.isEmpty else { throw LockerError(.invalidArgument, "no path to purge; name at least one") }
        let targets = PurgeTargets(
            recursive ? EntryPath.outermost(of: paths) : Set(paths).sorted(), isRecursive: recursive)
        return try gate.change { () throws(LockerError) in
            // The record says what the account is now.
            guard let account = try metadata.accounts.account(withID: caller.account.id) else {
                throw AccountRegister.isGone(caller.account)
            }
            return try locks.withLock(account, name) { () throws(LockerError) in
                let library = try caller.library(named: name, in: metadata)
                let found = try metadata.purges.find(targets, in: library, limit: limit) { () throws(LockerError) in
                    try stop.check(cancellation)
                }
                guard found.versions <= limit else { throw Purges.isTooMuch(limit, of: library) }
                if let missing = found.missing { throw try refusal(of: missing, in: library, recursive: recursive) }
                try devices.check(provenance.origin?.device, of: account)
                if isDryRun { return PurgeReport(revision: library.newest, entries: found) }
                if let origin = provenance.origin, let device = origin.device {
                    _ = try devices.admit(device, called: origin.deviceName, of: account)
                }
                let revision = try purge(targets, from: library, of: account, saying: provenance)
                return PurgeReport(revision: revision.number, entries: found)
            }
        }
    }

    /// The record is durable before the database changes.
    private func purge(
        _ targets: PurgeTargets, from library: Library, of account: Account, saying provenance: Provenance
    ) throws(LockerError) -> Revision {
        guard let newest = try metadata.revisions.revision(library.newest, of: library) else {
            throw LockerError(.internal, "library '\(library.shownName)': its newest revision is not there")
        }
        let created = Clock.now()
        var message = Locker_Store_V1_Commit(
            purging: targets, from: library, of: account, after: newest.commit, created: created, saying: provenance)
        message.sequence = UInt64(try journal.numbers.next(1))
        let bytes = try message.recordBytes()
        let digest = SHA256.digest(of: bytes)
        return try journal.record(
            of: .library(library.name, of: account.id),
            { (write) throws(LockerError) in try write((digest, bytes)) },
            then: { (_) throws(LockerError) in
                try metadata.purges.purge(
                    targets, from: library, as: digest, created: created, saying: provenance)
            })
    }

    /// Why nothing can be purged at `path`, where no entry is.
    private func refusal(
        of path: EntryPath, in library: Library, recursive: Bool
    ) throws(LockerError) -> LockerError {
        let below = PurgeTargets([path], isRecursive: true)
        if !recursive, try metadata.purges.find(below, in: library, limit: 0, check: stop.check).versions > 0 {
            return LockerError(
                .invalidArgument, "\(path): is a folder", details: [.path: "\(path)"], hint: .removeFolder)
        }
        return LockerError(
            .notFound, "\(path): in no revision of library '\(library.shownName)' that is kept",
            details: [.path: "\(path)", .library: library.name], hint: .searchRevisions)
    }

    private static func isTooMuch(_ limit: Int64, of library: Library) -> LockerError {
        LockerError(
            .tooMany,
            "library '\(library.shownName)': its revisions have more than \(limit) entries at these paths, the most that "
                + "one purge takes out; purge the folders there one after the other, or let old revisions expire first")
    }
}
