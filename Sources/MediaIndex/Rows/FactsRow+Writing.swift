import Foundation
import GRDB
import LockerBase
import MediaFacts

extension FactsRow {
    private static let insertion = """
        INSERT INTO fact (
            blob, title, artists, album_artists, album, track, track_total, disc, disc_total, year, genres, composers,
            comment, is_compilation, recording, release, brainz_artists, track_gain, track_peak, album_gain, album_peak,
            duration, bitrate, sample_rate, channels, bit_depth, pictures, cover, lyrics
        ) VALUES (\(databaseQuestionMarks(count: 29)))
        """

    /// - Returns: the number of the row.
    static func insert(_ facts: SongFacts, of blob: Digest, _ database: Database) throws -> Int64 {
        var lyrics: String?
        if !facts.lyrics.isEmpty { lyrics = String(decoding: try JSONEncoder().encode(facts.lyrics), as: UTF8.self) }
        let last: [(any BoundValue)?] = [
            PictureColumn.text(facts.pictures), CoverID.embedded(facts.pictures), lyrics,
        ]
        let first: [(any BoundValue)?] = [blob]
        try MediaStatement(insertion, database).run(all: first + tags(facts) + stream(facts) + last)
        return database.lastInsertedRowID
    }

    /// The lyrics that ``insert(_:of:_:)`` put into a column.
    static func lyrics(_ row: MediaStatement, _ column: CInt) throws -> [SongLyrics] {
        guard !row.isNull(column) else { return [] }
        return try JSONDecoder().decode([SongLyrics].self, from: Data(row.bytes(column)))
    }

    private static func tags(_ facts: SongFacts) -> [(any BoundValue)?] {
        let names: [(any BoundValue)?] = [
            facts.title, TextList.text(facts.artists), TextList.text(facts.albumArtists), facts.album,
        ]
        let numbers: [(any BoundValue)?] = [
            facts.track, facts.trackTotal, facts.disc, facts.discTotal, facts.year,
        ]
        let rest: [(any BoundValue)?] = [
            TextList.text(facts.genres), TextList.text(facts.composers), facts.comment, facts.isCompilation,
            facts.musicBrainzRecording, facts.musicBrainzRelease, TextList.text(facts.musicBrainzArtists),
        ]
        return names + numbers + rest
    }

    private static func stream(_ facts: SongFacts) -> [(any BoundValue)?] {
        [
            facts.gain.track, facts.gain.trackPeak, facts.gain.album, facts.gain.albumPeak, facts.duration,
            facts.bitrate, facts.sampleRate, facts.channels, facts.bitDepth,
        ]
    }
}
