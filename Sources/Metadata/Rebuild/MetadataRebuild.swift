import LockerBase

/// Writes metadata anew from what somebody else knows: accounts, then libraries one after the other, each revision by
/// revision, and the catalog.
public protocol MetadataRebuild {
    /// Adds an account with the number and the name that it had, before its libraries.
    func add(_ account: Account) throws(LockerError)

    /// Adds a device of the account of this number, which must have been added.
    func add(_ device: KnownDevice, ofAccount account: Int64) throws(LockerError)

    /// Begins a library that has no revision yet.
    ///
    /// - Parameters:
    ///   - account: must have been added.
    ///   - first: Revisions before this one have expired: what only they have is not kept. It is retained.
    ///   - gone: Revisions behind it that have expired too; the newest is none of them.
    func library(
        id: Int64, account: Int64, name: String, first: Int64, gone: RevisionSet
    ) throws(LockerError) -> any LibraryRebuild

    /// Adds a song to the catalog, in the place of one of the same track.
    func add(_ track: CatalogTrack) throws(LockerError)

    /// Lets a song of the catalog have a fingerprint, if it is there.
    func add(_ fingerprint: CatalogFingerprint) throws(LockerError)

    /// Removes a song from the catalog, if it is there.
    func removeTrack(_ digest: Digest) throws(LockerError)

    /// Lets numbers go on behind those that were ever given.
    func set(_ counters: MetadataCounters) throws(LockerError)
}
