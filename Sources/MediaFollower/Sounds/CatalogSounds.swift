import LockerBase
import MediaIndex
import Synchronization

/// Brings what the index has of the catalog up to what the catalog has.
final class CatalogSounds: Sendable {
    private let source: any CatalogSource
    private let index: IndexCalls
    /// Those that cannot be held against anything: they are not asked for again.
    private let passed = Mutex<Set<Digest>>([])

    /// Songs that are asked for at a time.
    static let most = 256

    init(source: any CatalogSource, index: IndexCalls) {
        (self.source, self.index) = (source, index)
    }

    /// Returns whether the catalog has songs that it had not, and whether it has none; nil where the daemon is older than the
    /// question: then the index keeps what it has.
    func bringUp() async throws(LockerError) -> (isNew: Bool, isEmpty: Bool)? {
        guard try await source.tellsSounds() else { return nil }
        let there = try await tracks()
        let known = try await index.run { (index) throws(LockerError) in try index.sounds.catalogTracks() }
        let gone = known.subtracting(there)
        if !gone.isEmpty {
            try await index.run { (index) throws(LockerError) in try index.sounds.removeCatalog(gone) }
        }
        let new = there.subtracting(known).subtracting(passed.withLock { $0 }).sorted()
        var isNew = false
        for start in stride(from: 0, to: new.count, by: CatalogSounds.most) {
            let batch = Array(new[start..<min(start + CatalogSounds.most, new.count)])
            let sounds = try await source.sounds(of: batch)
            let silent = Set(batch).subtracting(sounds.map { $0.track })
            passed.withLock { $0.formUnion(silent) }
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
                throw LockerError(
                    .internal, "a page of the catalog leads back to itself; the daemon's version may differ")
            }
            after = last
        }
    }
}
