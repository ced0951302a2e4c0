import LockerBase

/// Writes one library anew, revision by revision from its very first.
public protocol LibraryRebuild {
    /// Begins the next revision, made at `created`, nanoseconds since 1970 UTC.
    mutating func begin(created: Int64)

    /// That is said of the revision.
    mutating func say(_ provenance: Provenance)

    /// The revision has `entry`, whatever the one before has at its path.
    mutating func put(_ entry: Entry) throws(LockerError)

    /// The catalog gave the account the audio of `track`, which the revision puts.
    mutating func noteMatched(_ track: Digest) throws(LockerError)

    /// The revision has no entry at `path` any more, or none that was purged later.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` when the one before has none.
    mutating func remove(_ path: EntryPath) throws(LockerError)

    /// The revision had `entry`, whatever the one before has at its path, which was purged later.
    mutating func putPurged(_ entry: Entry) throws(LockerError)

    /// The revision purges: it has nothing any more where ``putPurged(_:)`` told of an entry that is still there, and
    /// `isMeant` says so of the path.
    mutating func purge(where isMeant: (EntryPath) -> Bool) throws(LockerError)

    /// The revision is complete. `commit` names its record.
    mutating func end(as commit: Digest) throws(LockerError)

    /// The library was synced from `source`, whatever was said of that before.
    mutating func set(_ source: Source)

    /// That is what its account asks to keep of the library.
    mutating func set(_ retention: OwnRetention)

    /// The library is complete.
    func finish() throws(LockerError)
}
