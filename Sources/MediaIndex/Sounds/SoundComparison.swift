import GRDB
import LockerBase
import SoundMatching

/// Holds songs of people against the catalog's: those of about one length against those that may be the same.
///
/// Not all pairs are: the lengths leave a fiftieth or so of the catalog, of which ``SoundIndex`` finds the few to compare.
struct SoundComparison {
    let database: Database

    /// The longest and the shortest of the songs that are compared at a time differ by so much, in milliseconds.
    private static let span = 1000
    /// Songs that are compared at a time.
    private static let most = 200

    private struct Heard {
        let key: Digest
        let duration: Int
        let fingerprint: Fingerprint
    }

    /// A song that is in the catalog.
    private struct Candidate {
        let track: Digest
        let duration: Int
        let fingerprint: Fingerprint
        let bitrate: Int
    }

    /// What comes of comparing some songs.
    struct Outcome: Sendable {
        /// The last song of the catalog that they were held against.
        fileprivate let newest: Int64
        fileprivate let songs: [(key: Digest, match: Match?)]
    }

    fileprivate struct Match: Sendable {
        let track: Digest
        let bitrate: Int
        let similarity: Double
    }

    /// Compares some of those that were not held against the newest of the catalog; nil where there are none.
    func compareSome() throws -> Outcome? {
        let newest = try MediaStatement("SELECT max(id) FROM catalog_sound", database).firstInteger() ?? 0
        let first = try MediaStatement(SoundComparison.firstSQL, database).first([newest]) { row in
            (compared: row.integer(0), duration: row.int(1))
        }
        guard let first else { return nil }
        let songs = try songs(compared: first.compared, from: first.duration)
        let candidates = try candidates(behind: first.compared, for: songs)
        let index = SoundIndex(candidates.map { $0.fingerprint })
        var found: [(key: Digest, match: Match?)] = []
        for song in songs { found.append((song.key, SoundComparison.best(of: song, index, candidates))) }
        return Outcome(newest: newest, songs: found)
    }

    /// Writes down what came of it.
    func keep(_ outcome: Outcome) throws {
        for (key, match) in outcome.songs {
            if let match { try keep(match, for: key) }
            try MediaStatement("UPDATE sound SET compared = ? WHERE key = ?", database).run(outcome.newest, key)
        }
    }

    /// Those that were held against the same of the catalog, and last about as long.
    private func songs(compared: Int64, from duration: Int) throws -> [Heard] {
        let values: [(any BoundValue)?] = [compared, duration, duration + SoundComparison.span, SoundComparison.most]
        return try MediaStatement(SoundComparison.songsSQL, database).rows(values) { row in
            Heard(
                key: try row.digest(0), duration: row.int(1),
                fingerprint: Fingerprint(bytes: Array(row.bytes(2))) ?? Fingerprint(words: []))
        }
    }

    private func candidates(behind compared: Int64, for songs: [Heard]) throws -> [Candidate] {
        guard let shortest = songs.first?.duration, let longest = songs.last?.duration else { return [] }
        let values: [(any BoundValue)?] = [
            shortest - Sounds.latitude, longest + Sounds.latitude, compared,
        ]
        return try MediaStatement(SoundComparison.candidatesSQL, database).rows(values) { row in
            Candidate(
                track: try row.digest(0), duration: row.int(1),
                fingerprint: Fingerprint(bytes: Array(row.bytes(2))) ?? Fingerprint(words: []), bitrate: row.int(3))
        }
    }

    /// Of those that are the same recording the one with the highest bit rate, and of several such the likest.
    private static func best(
        of song: Heard, _ index: SoundIndex, _ candidates: [Candidate]
    ) -> Match? {
        var best: Match?
        for match in index.matches(of: song.fingerprint) {
            let candidate = candidates[match.place]
            guard abs(candidate.duration - song.duration) <= Sounds.latitude, candidate.track != song.key else {
                continue
            }
            if let best, best.bitrate >= candidate.bitrate { continue }
            best = Match(track: candidate.track, bitrate: candidate.bitrate, similarity: match.similarity)
        }
        return best
    }

    /// In the place of an earlier one, where that has no higher bit rate.
    private func keep(_ match: Match, for key: Digest) throws {
        let known = try MediaStatement(SoundComparison.knownSQL, database).firstInteger(key)
        if let known, known >= Int64(match.bitrate) { return }
        let sql = "INSERT OR REPLACE INTO suggestion (key, track, similarity) VALUES (?, ?, ?)"
        try MediaStatement(sql, database).run(key, match.track, match.similarity)
    }

    private static let firstSQL = """
        SELECT compared, duration FROM sound INDEXED BY sound_compared
        WHERE compared < ? AND bytes IS NOT NULL ORDER BY compared, duration LIMIT 1
        """

    private static let songsSQL = """
        SELECT key, duration, bytes FROM sound INDEXED BY sound_compared
        WHERE compared = ? AND duration >= ? AND duration <= ? AND bytes IS NOT NULL ORDER BY duration LIMIT ?
        """

    private static let candidatesSQL = """
        SELECT track, duration, bytes, ifnull(bitrate, 0) FROM catalog_sound INDEXED BY catalog_sound_duration
        WHERE duration BETWEEN ? AND ? AND id > ?
        """

    private static let knownSQL = """
        SELECT ifnull(catalog_sound.bitrate, 0) FROM suggestion
            CROSS JOIN catalog_sound ON catalog_sound.track = suggestion.track
        WHERE suggestion.key = ?
        """
}

extension Sounds {
    /// Holds some of the songs that were listened to against what the catalog has. Returns false where there are none. Nobody
    /// waits for it who writes.
    package func compare() throws(LockerError) -> Bool {
        let outcome = try media.read { database in try SoundComparison(database: database).compareSome() }
        guard let outcome else { return false }
        try media.write { database in try SoundComparison(database: database).keep(outcome) }
        return true
    }
}
