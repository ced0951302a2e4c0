import LockerBase

/// The songs of the catalog. See ``MetadataStore`` for what holds for every call.
public protocol CatalogStore: Sendable {
    /// Adds songs to the catalog, and lets songs of it have fingerprints, in the place of those that they had: all of that
    /// or nothing. Returns for each song whether it is new; one that the catalog has stays as it is. Fingerprints of tracks
    /// that the catalog does not have then are passed over.
    func add(_ tracks: [CatalogTrack], heard: [CatalogFingerprint]) throws(LockerError) -> [Bool]

    /// The song whose audio has this track digest; nil where the catalog has none.
    func track(_ digest: Digest) throws(LockerError) -> CatalogTrack?

    /// One page of the catalog, in the order of the track digests: at most `limit` songs after `after`.
    func tracks(after: Digest?, limit: Int) throws(LockerError) -> [CatalogTrack]

    /// The tracks that have a fingerprint, in their order: at most `limit` after `after`.
    func fingerprinted(after: Digest?, limit: Int) throws(LockerError) -> [Digest]

    /// The songs of these tracks with their fingerprints, in their order; nil for those that have none.
    func fingerprints(of tracks: [Digest]) throws(LockerError) -> [FingerprintedTrack?]

    /// Removes a song from the catalog, its fingerprint, and all claims on it. Entries that hold it stay.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for a track that the catalog does not have.
    func remove(_ digest: Digest) throws(LockerError)

    /// What is known of each of `tracks` to `account`: its own entries and the catalog are all that is looked at.
    func matches(of tracks: [Digest], for account: Account) throws(LockerError) -> [TrackMatch]

    /// The songs of these digests, in their order; nil for those that the catalog does not have, and for those that no
    /// entry of `account` has.
    func tracks(_ digests: [Digest], heldBy account: Account) throws(LockerError) -> [CatalogTrack?]
}
