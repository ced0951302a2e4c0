import LockerBase

/// A commit of which the packs have all parts.
struct RecordedCommit {
    let account: Int64
    let revision: Int64
    /// Nanoseconds since 1970 UTC.
    let created: Int64
    let order: RecordOrder
    /// The commit that it follows; nil for the first of a library.
    let previous: Digest?
    /// The records that are its parts, in order.
    let parts: [Digest]
    /// What it takes out of the revisions before it.
    let purge: PurgedNames?

    /// Its name.
    var digest: Digest { parts.last ?? .zero }
}

/// A record that is one part of a commit, without what it puts and removes.
struct RecordedPart {
    let account: Int64
    let revision: Int64
    let created: Int64
    let sequence: UInt64
    let previous: Digest?
    let part: UInt32
    let parts: UInt32
    let purge: PurgedNames?
}
