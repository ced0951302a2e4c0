import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

/// Answers the calls about what songs of the catalog sound like: for who acts for others, so that they can tell people what
/// they have of it.
enum FingerprintCalls {
    /// - Parameter userID: who asks.
    static func list(
        _ locker: Locker, _ request: Locker_V1_ListFingerprintsRequest, by userID: UInt32
    ) throws(LockerError) -> Locker_V1_ListFingerprintsResponse {
        let after = request.after.isEmpty ? nil : try Digest(trackOf: request.after)
        let page = try locker.catalog.fingerprinted(after: after, limit: Int(request.limit))
        var response = Locker_V1_ListFingerprintsResponse()
        response.tracks = page.tracks.map { Data($0.bytes) }
        response.more = page.more
        response.grants = try locker.authority.mayGrant(userID: userID)
        return response
    }

    static func read(
        _ locker: Locker, _ request: Locker_V1_ReadFingerprintsRequest
    ) throws(LockerError) -> Locker_V1_ReadFingerprintsResponse {
        var tracks: [Digest] = []
        for track in request.tracks { tracks.append(try Digest(trackOf: track)) }
        var response = Locker_V1_ReadFingerprintsResponse()
        for found in try locker.catalog.fingerprints(of: tracks) {
            var song = Locker_V1_CatalogTrack()
            if let found {
                song = Locker_V1_CatalogTrack(found.song)
                song.description_p.fingerprint = Data(found.fingerprint)
            }
            response.tracks.append(song)
        }
        return response
    }
}
