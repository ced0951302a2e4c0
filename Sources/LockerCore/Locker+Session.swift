import LockerBase
import Metadata

extension Locker {
    /// Starts a session of `caller` on one of its libraries, for one connection.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that no library may have.
    public func openSession(
        _ caller: Caller, library: String, connection: UInt64
    ) throws(LockerError) -> (session: Session, newest: Int64) {
        try Library.checkName(library)
        let newest = try metadata.library(named: library, of: caller.account)?.newest ?? 0
        let session = try sessions.open(
            connection: connection, account: caller.account, target: .library(library), budget: uncommitted,
            packs: packs)
        return (session, newest)
    }

    /// The session `id` that `caller` opened on `connection`.
    public func session(_ id: UInt64, of caller: Caller, connection: UInt64) throws(LockerError) -> Session {
        try sessions.session(id, connection: connection, account: caller.account)
    }

    /// Forgets a session and what is staged in it.
    public func close(_ session: Session) {
        sessions.close(session)
    }

    /// Stages entries that bring no content of their own, and removals.
    ///
    /// This is the one place that decides whether an entry may refer to content by its name alone; of chunks,
    /// ``ChunkRights`` does.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` for a file whose content the account neither uploaded in this
    ///   session nor owns: the same whether the content exists or not.
    public func stage(_ entries: [Entry], removals: [EntryPath], in session: Session) throws(LockerError) {
        _ = try session.library
        var owned: [Digest: Entry] = [:]
        let use = session.use
        for entry in entries { try keep(entry) }
        while let unknown = try session.stage(entries, removals: removals, owned: owned, heldBy: use) {
            guard let blob = unknown.blob,
                let known = try metadata.ownedEntry(holding: blob, account: session.account)
            else {
                throw LockerError(
                    .permissionDenied, "\(unknown.path): the account does not hold this content; send the file")
            }
            owned[blob] = known
        }
    }

    /// Keeps content that is about to be referred to by its name from being compacted away, if there is such content.
    private func keep(_ entry: Entry) throws(LockerError) {
        guard entry.kind == .file, let blob = entry.blob else { return }
        do throws(LockerError) {
            try packs.keep(.recipe, blob)
            for chunk in try recipes.recipe(blob).chunks { try packs.keep(.chunk, chunk.digest) }
        } catch let error where error.code == .notFound || error.code == .dataLoss {
            // Whether there is such content is not to be told; whether the account holds it is decided elsewhere.
        }
    }
}
