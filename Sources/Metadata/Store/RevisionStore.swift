import LockerBase

/// The revisions of libraries, and how the old ones expire. See ``MetadataStore`` for what holds for every call.
public protocol RevisionStore: Sendable {
    /// The revision of this number, if it is retained; nil for 0 too, the state before the first commit.
    func revision(_ number: Int64, of library: Library) throws(LockerError) -> Revision?

    /// At most `limit` revisions, newest first, from the newest or from the one before `before`.
    func list(of library: Library, before: Int64?, limit: Int) throws(LockerError) -> [Revision]

    /// When each revision of `library` that is retained was made, newest first.
    func times(of library: Library) throws(LockerError) -> [RevisionTime]

    /// The oldest retained revision of `library` that was the newest of these at some moment after `time`, nanoseconds
    /// since 1970 UTC: the one that was it at `time`, or the first.
    func revision(of library: Library, currentAt time: Int64) throws(LockerError) -> Int64

    /// When the newest revision of any library was committed, in nanoseconds since 1970 UTC; nil when there is none.
    func newestTime() throws(LockerError) -> Int64?

    /// The longest span within `start` and `end`, in nanoseconds, in which no revision of any library that is retained
    /// was committed.
    ///
    /// - Parameter start: nil for the time of the oldest.
    func longestSilence(from start: Int64?, to end: Int64) throws(LockerError) -> Int64

    /// Writes another note of a revision; an empty one takes it away.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for a revision that is not retained;
    ///   ``LockerError/Code/invalidArgument`` for a note against ``Provenance/checkNote(_:)``.
    func setNote(_ note: String, ofRevision number: Int64, of library: Library) throws(LockerError)

    /// Forgets the revisions of `library` before `first`, and those of `others`, with the entries that only they have.
    /// Returns how many revisions that were. The newest always stays.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a `first` beyond the newest.
    func expire(_ library: Library, before first: Int64, and others: RevisionSet) throws(LockerError) -> Int64
}

extension RevisionStore {
    /// Forgets the revisions of `library` before `first` alone.
    public func expire(_ library: Library, before first: Int64) throws(LockerError) -> Int64 {
        try expire(library, before: first, and: RevisionSet())
    }
}
