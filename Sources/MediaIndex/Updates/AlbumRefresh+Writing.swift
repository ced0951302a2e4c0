extension AlbumRefresh {
    private static let update = """
        UPDATE album SET
            name = ?, artists = ?, sort = ?, artist_sort = ?, songs = ?, duration = ?, created = ?, year = ?, genres = ?,
            is_compilation = ?, release = ?, cover = ?, plays = ?, played = ?, words = ?, names = ?, is_stale = 0,
            (starred, rating) = (
                SELECT starred, rating FROM mark WHERE mark.account = album.account AND mark.item = album.item
            )
        WHERE id = ?
        """

    func write(_ tally: AlbumTally, to album: Int64) throws {
        let artists = tally.artists.map(\.name)
        let words = SearchWords.indexed([tally.name])
        let names = SearchWords.indexed(artists)
        let heading: [(any BoundValue)?] = [
            tally.name, TextList.text(artists), Folding.fold(tally.name), SortName.artists(artists),
        ]
        let sums: [(any BoundValue)?] = [
            tally.songs, tally.duration, tally.created, tally.year, TextList.text(tally.genres), tally.isCompilation,
            tally.release, tally.cover, tally.plays, tally.played,
        ]
        let last: [(any BoundValue)?] = [words.joined(separator: " "), names.joined(separator: " "), album]
        try MediaStatement(AlbumRefresh.update, database).run(all: heading + sums + last)
    }
}
