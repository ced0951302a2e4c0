import GRDB
import LockerBase

/// What of a song goes into its album.
struct AlbumSong {
    let album: String
    let credits: Credits
    let duration: Int
    let added: Int64
    let year: Int?
    let cover: String?
    let release: String?
    let isCompilation: Bool
    let plays: Int
    let played: Int64?
    let genres: [String]
    /// Those of ``Credits/artists``, one for each; empty where the tags have another number of them.
    let musicBrainzArtists: [String]

    private static let sql = """
        SELECT library.name, song.path, song.duration, song.added, song.year, song.cover, known.plays, known.played,
            fact.artists, fact.album_artists, fact.album, fact.genres, fact.is_compilation, fact.release,
            fact.brainz_artists
        FROM song CROSS JOIN library ON library.id = song.library CROSS JOIN fact ON fact.id = song.fact
            CROSS JOIN known ON known.id = song.known
        WHERE song.album = ? ORDER BY song.disc, song.number, library.name, song.path
        """

    /// Those of an album, in the order of discs, tracks, libraries and paths.
    static func all(of album: Int64, _ database: Database) throws -> [AlbumSong] {
        try MediaStatement(sql, database).rows([album]) { row in AlbumSong(row) }
    }

    private init(_ row: MediaStatement) {
        let artists = row.list(8)
        let musicBrainz = row.list(14)
        isCompilation = row.flag(12)
        credits = Credits(artists: artists, albumArtists: row.list(9), isCompilation: isCompilation)
        musicBrainzArtists = credits.artists == artists && musicBrainz.count == artists.count ? musicBrainz : []
        let named = row.text(10)
        let isNamed = !Folding.isBlank(named)
        album = isNamed ? named : PathNames.name(ofFolder: PathNames(row.path(1)).folder, in: row.text(0))
        duration = row.int(2)
        added = row.integer(3)
        year = row.optionalInt(4)
        cover = row.optionalText(5)
        plays = row.int(6)
        played = row.optionalInteger(7)
        genres = row.list(11)
        release = row.optionalText(13)
    }
}
