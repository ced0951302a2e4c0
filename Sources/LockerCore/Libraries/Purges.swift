import LockerBase
import Metadata

/// Takes paths out of all revisions of a library.
public struct Purges: Sendable {
    let metadata: any MetadataStore
    let journal: Journal
    let gate: ChangeGate
    let locks: LibraryLocks

    /// Takes the entries at `paths`, and with `recursive` all that is below them, out of all revisions of a library, by a
    /// new one that has nothing there. What nobody else refers to is garbage for the next compaction.
    ///
    /// - Parameter isDryRun: whether to say only what would go.
    /// - Throws: ``LockerError/Code/notFound`` when nothing was ever at one of the paths in the revisions that are kept,
    ///   ``LockerError/Code/invalidArgument`` when one is a folder and `recursive` is not given; nothing is purged then.
    public func purge(
        _ paths: [EntryPath], from name: String, of caller: Caller, recursive: Bool, isDryRun: Bool
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
                let found = try metadata.purges.find(targets, in: library)
                if let missing = found.missing { throw try refusal(of: missing, in: library, recursive: recursive) }
                if isDryRun { return PurgeReport(revision: library.newest, entries: found) }
                let revision = try purge(targets, from: library, of: account)
                return PurgeReport(revision: revision.number, entries: found)
            }
        }
    }

    /// The record is durable before the database changes.
    private func purge(
        _ targets: PurgeTargets, from library: Library, of account: Account
    ) throws(LockerError) -> Revision {
        guard let newest = try metadata.revisions.revision(library.newest, of: library) else {
            throw LockerError(.internal, "library '\(library.shownName)': its newest revision is not there")
        }
        let created = Clock.now()
        var message = Locker_Store_V1_Commit(
            purging: targets, from: library, of: account, after: newest.commit, created: created)
        message.sequence = UInt64(try journal.numbers.next(1))
        let bytes = try message.recordBytes()
        let digest = SHA256.digest(of: bytes)
        return try journal.record(
            of: .library(library.name, of: account.id),
            { (write) throws(LockerError) in try write((digest, bytes)) },
            then: { (_) throws(LockerError) in
                try metadata.purges.purge(targets, from: library, as: digest, created: created)
            })
    }

    /// Why nothing can be purged at `path`, where no entry is.
    private func refusal(
        of path: EntryPath, in library: Library, recursive: Bool
    ) throws(LockerError) -> LockerError {
        if !recursive, try metadata.purges.find(PurgeTargets([path], isRecursive: true), in: library).versions > 0 {
            return LockerError(
                .invalidArgument, "\(path): is a folder", details: [.path: "\(path)"], hint: .removeFolder)
        }
        return LockerError(
            .notFound, "\(path): in no revision of library '\(library.shownName)' that is kept",
            details: [.path: "\(path)", .library: library.name], hint: .searchRevisions)
    }
}
