import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata
import TTRPC

extension Endpoint {
    /// What songs of the catalog sound like: for who acts for others, so that they can tell people what they have of it.
    mutating func addFingerprints() {
        let locker = locker
        let check = { @Sendable (context: CallContext) throws(LockerError) in
            try locker.authority.requireFrontend(userID: context.peer.userID)
        }
        register(AdminMethods.listFingerprints, before: check) { (request, record) throws(LockerError) in
            let after = request.after.isEmpty ? nil : try Digest(trackOf: request.after)
            let page = try locker.catalog.fingerprinted(after: after, limit: Int(request.limit))
            var response = Locker_V1_ListFingerprintsResponse()
            response.tracks = page.tracks.map { Data($0.bytes) }
            response.more = page.more
            response.grants = try locker.authority.mayGrant(userID: record.context.peer.userID)
            return response
        }
        register(AdminMethods.readFingerprints, before: check) { (request, _) throws(LockerError) in
            var tracks: [Digest] = []
            for track in request.tracks { tracks.append(try Digest(trackOf: track)) }
            var response = Locker_V1_ReadFingerprintsResponse()
            response.tracks = try locker.catalog.fingerprints(of: tracks).map { Locker_V1_CatalogTrack($0) }
            return response
        }
    }
}

extension Locker_V1_CatalogTrack {
    /// Empty for nil.
    fileprivate init(_ found: FingerprintedTrack?) {
        guard let found else {
            self.init()
            return
        }
        self.init(found.song)
        description_p.fingerprint = Data(found.fingerprint)
    }
}
