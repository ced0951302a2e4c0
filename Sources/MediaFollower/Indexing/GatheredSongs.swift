import LockerBase
import MediaFacts
import MediaWorker

/// What songs that were read say, by their blobs. Those that are gone are not among them.
struct GatheredSongs: Sendable {
    private(set) var facts: [Digest: SongFacts] = [:]
    /// Why those could not be read that brought their worker down: they are not to be tried again.
    private(set) var failures: [Digest: String] = [:]

    /// Takes a song of which nothing is known but that it is there.
    mutating func add(silent blob: Digest) {
        facts[blob] = SongFacts()
    }

    mutating func add(_ reading: SongReading, of blob: Digest) {
        switch reading {
        case .facts(let said): facts[blob] = said
        case .unknown: add(silent: blob)
        case .failed(let reason):
            add(silent: blob)
            failures[blob] = reason
        case .lost: break
        }
    }

    func joined(_ other: GatheredSongs) -> GatheredSongs {
        var joined = self
        joined.facts.merge(other.facts) { known, _ in known }
        joined.failures.merge(other.failures) { known, _ in known }
        return joined
    }
}
