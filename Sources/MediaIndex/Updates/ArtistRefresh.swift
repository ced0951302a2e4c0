import GRDB

/// Artists as their albums leave them.
struct ArtistRefresh {
    let database: Database

    /// An album of the artist.
    private struct Link {
        let isBy: Bool
        let name: String
        let musicBrainz: String?
        let cover: String?
    }

    /// The first albums first: those by the artist before others, then by year.
    private static let sql = """
        SELECT artist_album.is_by, artist_album.name, artist_album.brainz, album.cover
        FROM artist_album CROSS JOIN album ON album.id = artist_album.album
        WHERE artist_album.artist = ?
        ORDER BY artist_album.is_by DESC, album.year IS NULL, album.year, album.sort, album.item
        """

    private static let update = """
        UPDATE artist SET
            name = ?, sort = ?, albums = ?, own = ?, cover = ?, brainz = ?, words = ?,
            (starred, rating) = (
                SELECT starred, rating FROM mark WHERE mark.account = artist.account AND mark.item = artist.item
            )
        WHERE id = ?
        """

    /// An artist whom no album names any more goes. What they are called is what most of their albums call them, and
    /// their picture is the cover of the first album that has one.
    func refresh(_ artist: Int64) throws {
        let links = try MediaStatement(ArtistRefresh.sql, database).rows([artist]) { row in
            Link(isBy: row.flag(0), name: row.text(1), musicBrainz: row.optionalText(2), cover: row.optionalText(3))
        }
        guard let name = ArtistRefresh.mostFrequent(links.map(\.name)) else {
            return try MediaStatement("DELETE FROM artist WHERE id = ?", database).run(artist)
        }
        let musicBrainz = ArtistRefresh.mostFrequent(links.compactMap { $0.musicBrainz })
        let cover = links.first { $0.cover != nil }?.cover
        let words = SearchWords.indexed([name]).joined(separator: " ")
        try MediaStatement(ArtistRefresh.update, database).run(
            name, SortName.artist(name), links.count, links.count { $0.isBy }, cover, musicBrainz, words, artist)
    }

    /// Of several that are equally frequent, the first in the order of their bytes.
    private static func mostFrequent(_ texts: [String]) -> String? {
        var counts: [String: Int] = [:]
        for text in texts { counts[text, default: 0] += 1 }
        guard let most = counts.values.max() else { return nil }
        let frequent: [String] = counts.filter { $0.value == most }.map { $0.key }
        return frequent.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
