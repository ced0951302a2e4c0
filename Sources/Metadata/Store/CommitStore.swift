import LockerBase

/// How a library gets its next revision. See ``MetadataStore`` for what holds for every call.
public protocol CommitStore: Sendable {
    /// Works out what putting `puts` and removing `removals` changes in the newest revision of `library`.
    ///
    /// Puts that equal what is there and removals of what is not there drop out. Of several puts at one path the last
    /// counts, and a put counts more than a removal of the same path. A removal is of one path, not of what is below
    /// it. An empty folder is an entry only while nothing is below it: an entry put below one removes it, and a
    /// folder put above other entries drops out.
    ///
    /// A put without attributes has those of the entry that is there, if that is of the same kind; where nothing is, and
    /// the put is a file, those of an entry of the same content that is removed.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when the next revision would have entries below a file or a link
    ///   (naming both paths), when an entry's path has more than ``EntryPath/maximumDepth`` components, or when its fields
    ///   do not fit its kind; ``LockerError/Code/overQuota`` when the library would hold more bytes than can be
    ///   counted; what `check` throws, which is asked again and again.
    func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Delta

    /// Refuses a delta that its commit would refuse for the account's quota.
    ///
    /// - Parameter provenance: what is said of the revision.
    /// - Throws: ``LockerError/Code/overQuota``, with the figures.
    func checkQuota(of delta: Delta, saying provenance: Provenance) throws(LockerError)

    /// Makes `delta` the next revision of its library.
    ///
    /// The account's quota is checked in the same transaction, so commits to several of its libraries at once cannot
    /// exceed it together. A revision that only removes, or leaves no more to count (``AccountHoldings``), always
    /// passes.
    ///
    /// - Parameters:
    ///   - commit: The name of the commit's record in the packs, which must be durable already.
    ///   - created: Nanoseconds since 1970 UTC.
    ///   - source: the folder that was synced; nil leaves what the library remembers of that as it is.
    ///   - provenance: what is said of the revision. Its device, if the account has it, was heard of at `created`.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when the library's newest revision is not ``Delta/base``;
    ///   ``LockerError/Code/invalidArgument`` when the delta is empty; ``LockerError/Code/overQuota``, with the
    ///   figures, when the account would hold more then, and more than its quota, or than can be counted; what `check`
    ///   throws, which is asked again and again: then nothing has changed.
    func commit(
        _ delta: Delta, as commit: Digest, created: Int64, from source: Source?, saying provenance: Provenance,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Revision

    /// The bytes of the contents that `delta` puts and that are new, each counted once: those that surely are, and those
    /// that may be and that no retained revision of any library of the account has. Only the account's own libraries
    /// are looked at. Nil where that is more than `limit` look-ups, one for each file with such a content and library.
    ///
    /// - Throws: also what `check` throws, which is asked again and again.
    func newBytes(
        of delta: Delta, among novelty: (Digest) -> Novelty, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Int64?
}

extension CommitStore {
    /// As above, for a caller that nothing can call off.
    public func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library
    ) throws(LockerError) -> Delta {
        try effectiveDelta(of: puts, removals: removals, in: library, check: {})
    }

    /// Makes `delta` the next revision of its library, whose source stays as it is.
    public func commit(_ delta: Delta, as commit: Digest, created: Int64) throws(LockerError) -> Revision {
        try self.commit(delta, as: commit, created: created, from: nil) { () throws(LockerError) in }
    }

    /// Makes `delta` the next revision of its library, of which nothing is said.
    public func commit(
        _ delta: Delta, as commit: Digest, created: Int64, from source: Source?, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Revision {
        try self.commit(
            delta, as: commit, created: created, from: source, saying: Provenance(), check: check)
    }
}
