import LockerBase
import MediaIndex

/// What is asked of the daemon of the catalog.
package protocol CatalogSource: Sendable {
    /// Whether the daemon knows of songs what they sound like: one that is older than that tells nothing of its catalog. It may
    /// be another daemon from one question to the next.
    func tellsSounds() async throws(LockerError) -> Bool

    /// A page of the tracks of which is known what they sound like, in their order.
    func fingerprinted(after: Digest?) async throws(LockerError) -> (tracks: [Digest], more: Bool)

    /// What they sound like, and what they are; those that the catalog does not have any more are left out. At most
    /// ``CatalogSounds/most``.
    func sounds(of tracks: [Digest]) async throws(LockerError) -> [CatalogSound]
}
