import LockerBase

/// What of an account is listed, found or chosen.
package protocol ListedShelves: Sendable {
    func albums(_ order: AlbumOrder, _ page: ListPart, folder: Int?) throws(LockerError) -> [Album]
    /// Every word must begin a word of an artist's name, of an album's name with its artist, or of a song's title with
    /// its artist and album; no word at all finds everything, in an order that stays.
    func search(
        _ query: String, artists: ListPart, albums: ListPart, songs: ListPart, folder: Int?
    ) throws(LockerError) -> SearchResult
    func genres() throws(LockerError) -> [Genre]
    func songs(_ choice: SongChoice, _ page: ListPart) throws(LockerError) -> [Song]
    func randomSongs(_ choice: SongChoice, count: Int) throws(LockerError) -> [Song]
    func starred(folder: Int?) throws(LockerError) -> SearchResult
    /// Of an artist's songs those that the person played most often, then those of the most played albums.
    func topSongs(ofArtist name: String, count: Int) throws(LockerError) -> [Song]
    /// Songs of the same artists and genres, at random.
    func similarSongs(to id: String, count: Int) throws(LockerError) -> [Song]
}
