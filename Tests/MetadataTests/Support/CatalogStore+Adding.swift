import LockerBase
import Metadata

extension CatalogStore {
    /// Adds songs alone.
    func add(_ tracks: [CatalogTrack]) throws(LockerError) -> [Bool] { try add(tracks, heard: []) }

    /// Adds fingerprints alone.
    func add(_ fingerprints: [CatalogFingerprint]) throws(LockerError) { _ = try add([], heard: fingerprints) }
}
