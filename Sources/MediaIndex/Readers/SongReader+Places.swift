extension SongReader {
    /// A page of the songs of some libraries.
    func songs(at places: SongPlaces, _ page: ListPart) throws -> [Song] {
        var songs: [Song] = []
        for part in places.parts(page) {
            let condition = "WHERE song.library = ? AND song.place >= ? AND song.place < ? ORDER BY song.place"
            songs += try self.songs(
                from: "song INDEXED BY song_place", condition,
                [part.library, part.places.lowerBound, part.places.upperBound])
        }
        return songs
    }
}
