import LockerBase

/// How paths are taken out of all revisions of a library. See ``MetadataStore`` for what holds for every call.
public protocol PurgeStore: Sendable {
    /// What the retained revisions of `library` have at `targets`.
    ///
    /// - Parameter limit: the most entries, of all revisions together, that are looked at. Where there are more, that is
    ///   all that is told: ``PurgedEntries/versions`` is one more than the limit, and nothing else says anything.
    /// - Throws: also what `check` throws, which is asked again and again.
    func find(
        _ targets: PurgeTargets, in library: Library, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> PurgedEntries

    /// Takes what lies at `targets` out of all revisions of `library`, and makes the next revision, which has nothing
    /// there either. What is left of it is where it was, and in which revisions, so that whoever knows one of these is
    /// told by ``EntryStore/changesPage(in:since:until:_:)`` that it is gone.
    ///
    /// Each revision tells the files that it has now, and still what its commit changed; the next one that it is a purge.
    ///
    /// - Parameters:
    ///   - commit: The name of the record in the packs that tells of it, which must be durable already.
    ///   - created: Nanoseconds since 1970 UTC.
    ///   - provenance: what is said of the revision.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when the newest revision is not that of `library`.
    func purge(
        _ targets: PurgeTargets, from library: Library, as commit: Digest, created: Int64,
        saying provenance: Provenance
    ) throws(LockerError) -> Revision
}

extension PurgeStore {
    /// The same, and nothing is said of the revision.
    public func purge(
        _ targets: PurgeTargets, from library: Library, as commit: Digest, created: Int64
    ) throws(LockerError) -> Revision {
        try purge(targets, from: library, as: commit, created: created, saying: Provenance())
    }

    /// The same however much it is.
    public func find(_ targets: PurgeTargets, in library: Library) throws(LockerError) -> PurgedEntries {
        try find(targets, in: library, limit: .max, check: {})
    }
}
