import GRDB
import LockerBase
import MediaFacts

/// Songs as rows: of `song`, and of the tables that it points to.
struct SongRow {
    /// The names of the account's libraries, by their numbers of rows.
    let libraries: [Int64: String]
    let names: ArtistNames

    static let columns = """
        song.library, song.path, song.size, song.modified, song.added, song.is_track, song.is_first, song.cover, \
        known.item, known.key, known.starred, known.rating, known.plays, known.played, \
        album.item, album.artists, folder.item, fact.blob, \(FactsRow.columns)
        """
    private static let firstFact: CInt = 18
    /// The column behind them all.
    static let count = firstFact + FactsRow.count

    /// What stands behind `song` where rows are read from.
    static let joins = """
        CROSS JOIN known ON known.id = song.known CROSS JOIN fact ON fact.id = song.fact \
        CROSS JOIN album ON album.id = song.album CROSS JOIN folder ON folder.id = song.folder
        """

    func song(_ row: MediaStatement) throws -> Song {
        let library = libraries[row.integer(0)] ?? ""
        let path = row.path(1)
        let facts = FactsRow.facts(row, from: SongRow.firstFact)
        let key = try row.digest(9)
        let isFirst = row.flag(6)
        let said = SongNames(facts, at: path, in: library)
        let artists = names.named(said.credits.artists)
        let item = row.text(8)
        return Song(
            id: isFirst ? item : item + "-" + ItemID.copy(library: library, path: path), library: library, path: path,
            blob: try row.digest(17), track: row.flag(5) ? key : nil, size: row.int(2), modified: row.integer(3),
            added: row.integer(4), suffix: said.path.suffix, facts: facts, title: said.title, album: said.album,
            artist: said.credits.artists.joined(separator: ", "), albumID: row.text(14),
            artistID: artists.first?.id ?? "", folderID: row.text(16), coverID: row.optionalText(7),
            marks: SongRow.marks(row), artists: artists, albumArtists: names.named(row.list(15)))
    }

    private static func marks(_ row: MediaStatement) -> Marks {
        Marks(
            starred: row.optionalInteger(10), rating: row.optionalInt(11), playCount: row.int(12),
            played: row.optionalInteger(13))
    }
}
