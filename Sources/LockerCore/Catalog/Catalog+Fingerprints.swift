import LockerBase
import Metadata

extension Catalog {
    /// The most songs whose fingerprints are told at once: with texts of 3 KiB each they have room in an answer.
    public static let maximumFingerprints = 256

    /// The tracks that have a fingerprint, page by page, in their order.
    public func fingerprinted(
        after: Digest?, limit: Int
    ) throws(LockerError) -> (tracks: [Digest], more: Bool) {
        let limit = PageLimits.size(limit)
        let found = try metadata.catalog.fingerprinted(after: after, limit: limit + 1)
        return (Array(found.prefix(limit)), found.count > limit)
    }

    /// What the songs of `tracks` sound like, in their order; nil for those of which that is not known.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``maximumFingerprints``.
    public func fingerprints(of tracks: [Digest]) throws(LockerError) -> [FingerprintedTrack?] {
        guard tracks.count <= Catalog.maximumFingerprints else {
            throw LockerError(
                .invalidArgument, "\(tracks.count) tracks in one request: at most \(Catalog.maximumFingerprints)")
        }
        return try metadata.catalog.fingerprints(of: tracks)
    }
}
