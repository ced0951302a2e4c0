import LockerBase

/// What one account has, as players ask for it. Everything that is answered is the account's own; an id of somebody
/// else's is not there.
///
/// `folder` is the number of a ``MusicFolder``; nil: all of them. Lists are whole unless a ``Page`` is given.
package protocol Shelves: Sendable {
    func folders() throws(LockerError) -> [MusicFolder]
    /// In the order of their ``Artist/sortName``.
    func artists(folder: Int?) throws(LockerError) -> [Artist]
    func artist(_ id: String) throws(LockerError) -> Artist?
    /// Of an artist: those that are by it, and those on which it plays a song, by year.
    func albums(of artist: String) throws(LockerError) -> [Album]
    func album(_ id: String) throws(LockerError) -> Album?
    /// In the order of discs and tracks.
    func songs(ofAlbum id: String) throws(LockerError) -> [Song]
    func song(_ id: String) throws(LockerError) -> Song?
    func albums(_ order: AlbumOrder, _ page: Page, folder: Int?) throws(LockerError) -> [Album]
    /// Every word must begin a word of an artist's name, of an album's name with its artist, or of a song's title with
    /// its artist and album; no word at all finds everything, in an order that stays.
    func search(
        _ query: String, artists: Page, albums: Page, songs: Page, folder: Int?
    ) throws(LockerError) -> SearchResult
    func genres() throws(LockerError) -> [Genre]
    func songs(_ choice: SongChoice, _ page: Page) throws(LockerError) -> [Song]
    func randomSongs(_ choice: SongChoice, count: Int) throws(LockerError) -> [Song]
    func starred(folder: Int?) throws(LockerError) -> SearchResult
    /// Of an artist's songs those that the person played most often, then those of the most played albums.
    func topSongs(ofArtist name: String, count: Int) throws(LockerError) -> [Song]
    /// Songs of the same artists and genres, at random.
    func similarSongs(to id: String, count: Int) throws(LockerError) -> [Song]
    /// A folder's root folders, by the library's number; nil: of all libraries.
    func roots(folder: Int?) throws(LockerError) -> [Directory]
    /// By the id of a folder, an album or an artist.
    func directory(_ id: String) throws(LockerError) -> Directory?
    func cover(_ id: String) throws(LockerError) -> CoverSource?
    /// Nanoseconds since 1970 UTC of the last change of what is listed; and how many songs there are.
    func state() throws(LockerError) -> (changed: Int64, songs: Int)

    /// `time` is nanoseconds since 1970 UTC; nil takes the star away. Ids that are not there are passed over.
    func star(_ items: [MarkedItem], at time: Int64?) throws(LockerError)
    /// 1 to 5; nil takes the rating away.
    func rate(_ item: MarkedItem, _ rating: Int?) throws(LockerError)
    func played(_ songs: [(id: String, time: Int64)]) throws(LockerError)

    func playlists() throws(LockerError) -> [Playlist]
    func playlist(_ id: String) throws(LockerError) -> (Playlist, [Song])?
    func makePlaylist(_ name: String, songs: [String], at time: Int64) throws(LockerError) -> String
    /// Takes out the places of `removed`, then appends `added`; nil leaves the name or the comment. With `replacing`, all
    /// that it had goes first.
    func changePlaylist(
        _ id: String, name: String?, comment: String?, removed: [Int], added: [String], replacing: Bool, at time: Int64
    ) throws(LockerError) -> Bool
    func removePlaylist(_ id: String) throws(LockerError) -> Bool

    func playQueue() throws(LockerError) -> PlayQueue?
    func savePlayQueue(
        songs: [String], current: Int?, position: Int, by program: String, at time: Int64
    ) throws(LockerError)
    func bookmarks() throws(LockerError) -> [Bookmark]
    func saveBookmark(_ song: String, position: Int, comment: String, at time: Int64) throws(LockerError) -> Bool
    func removeBookmark(_ song: String) throws(LockerError)
}
