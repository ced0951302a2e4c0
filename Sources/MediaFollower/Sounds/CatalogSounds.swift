import LockerBase
import MediaIndex

/// Brings what the index has of the catalog up to what the catalog has.
struct CatalogSounds: Sendable {
    let source: any CatalogSource
    let index: IndexCalls

    /// Songs that are asked for at a time.
    static let most = 256

    /// Returns whether the catalog has songs that it had not, and whether it has any.
    func bringUp() async throws(LockerError) -> (isNew: Bool, isEmpty: Bool) {
        let there = try await tracks()
        let known = try await index.run { (index) throws(LockerError) in try index.sounds.catalogTracks() }
        let gone = known.subtracting(there)
        if !gone.isEmpty {
            try await index.run { (index) throws(LockerError) in try index.sounds.removeCatalog(gone) }
        }
        let new = there.subtracting(known).sorted()
        var isNew = false
        for start in stride(from: 0, to: new.count, by: CatalogSounds.most) {
            let sounds = try await source.sounds(of: Array(new[start..<min(start + CatalogSounds.most, new.count)]))
            if sounds.isEmpty { continue }
            isNew = true
            try await index.run { (index) throws(LockerError) in try index.sounds.add(sounds) }
        }
        return (isNew, there.isEmpty)
    }

    private func tracks() async throws(LockerError) -> Set<Digest> {
        var tracks: Set<Digest> = []
        var after: Digest?
        while true {
            let page = try await source.fingerprinted(after: after)
            tracks.formUnion(page.tracks)
            guard page.more, let last = page.tracks.last else { return tracks }
            guard after.map({ $0 < last }) ?? true else {
                throw LockerError(.internal, "a page of the catalog leads back to itself; the daemon's version may differ")
            }
            after = last
        }
    }
}
