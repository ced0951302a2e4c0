import LockerBase
import Metadata
import POSIXSupport

extension Catalog {
    /// The songs of `tracks`, in their order, as far as the caller holds them; nil for all others, which the catalog may
    /// have or not.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/tracks``.
    public func songs(
        of tracks: [Digest], heldBy caller: Caller, cancellation: Cancellation? = nil
    ) throws(LockerError) -> [CatalogTrack?] {
        guard tracks.count <= RequestLimits.tracks else {
            throw LockerError(
                .invalidArgument, "\(tracks.count) tracks in one request: at most \(RequestLimits.tracks)")
        }
        try cancellation.check()
        return try metadata.catalog.tracks(tracks, heldBy: caller.account)
    }
}
