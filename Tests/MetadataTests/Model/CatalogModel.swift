import LockerBase
import Metadata
import POSIXSupport

struct CatalogModel: CatalogStore {
    let content: Monitor<Content>

    func add(_ tracks: [CatalogTrack], heard: [CatalogFingerprint]) throws(LockerError) -> [Bool] {
        guard tracks.allSatisfy({ $0.payloadSize > 0 && $0.size >= 0 }) else {
            throw LockerError(.internal, "a song without audio")
        }
        return content.withLock { content -> [Bool] in
            let new = tracks.map { track -> Bool in
                guard content.catalog[track.digest] == nil else { return false }
                content.catalog[track.digest] = track
                return true
            }
            for told in heard where content.catalog[told.track] != nil {
                content.fingerprints[told.track] = told.bytes
            }
            return new
        }
    }

    func track(_ digest: Digest) throws(LockerError) -> CatalogTrack? {
        content.withLock { $0.catalog[digest] }
    }

    func tracks(after: Digest?, limit: Int) throws(LockerError) -> [CatalogTrack] {
        content.withLock { content in
            let later = content.catalog.values.filter { track in after.map { $0 < track.digest } ?? true }
            return Array(later.sorted { $0.digest < $1.digest }.prefix(max(0, limit)))
        }
    }

    func remove(_ digest: Digest) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            guard content.catalog.removeValue(forKey: digest) != nil else {
                throw LockerError(.notFound, "not in the catalog")
            }
            content.claims = content.claims.filter { $0.key.track != digest }
            content.fingerprints[digest] = nil
        }
    }

    func fingerprinted(after: Digest?, limit: Int) throws(LockerError) -> [Digest] {
        content.withLock { content in
            let later = content.fingerprints.keys.filter { track in after.map { $0 < track } ?? true }
            return Array(later.sorted().prefix(max(0, limit)))
        }
    }

    func fingerprints(of tracks: [Digest]) throws(LockerError) -> [FingerprintedTrack?] {
        content.withLock { content in
            tracks.map { track in
                guard let song = content.catalog[track], let bytes = content.fingerprints[track] else { return nil }
                return FingerprintedTrack(song: song, fingerprint: bytes)
            }
        }
    }

    func matches(of tracks: [Digest], for account: Account) throws(LockerError) -> [TrackMatch] {
        content.withLock { content in
            let owned = Set(content.trees(of: account.id).flatMap(\.versions).compactMap(\.entry.track))
            return tracks.map { TrackMatch(isOwned: owned.contains($0), payloadSize: content.catalog[$0]?.payloadSize) }
        }
    }

    func tracks(_ digests: [Digest], heldBy account: Account) throws(LockerError) -> [CatalogTrack?] {
        content.withLock { content in
            let owned = Set(content.trees(of: account.id).flatMap(\.versions).compactMap(\.entry.track))
            return digests.map { owned.contains($0) ? content.catalog[$0] : nil }
        }
    }
}
