import Testing

/// A method, with what it is called with, what it answers, and the shape of that.
struct Example: Sendable, CustomTestStringConvertible {
    let method: String
    let parameters: [(String, String)]
    let key: String
    let shape: String

    init(_ method: String, _ parameters: [(String, String)], _ key: String, _ shape: String) {
        (self.method, self.parameters, self.key, self.shape) = (method, parameters, key, shape)
    }

    var testDescription: String { method }

    static let tags: [Example] = [
        Example("getLicense", [], "license", "License"),
        Example("getArtists", [], "artists", "ArtistsID3"),
        Example("getArtist", [("id", "ar-dvorak")], "artist", "ArtistWithAlbumsID3"),
        Example("getAlbum", [("id", "al-newworld")], "album", "AlbumID3WithSongs"),
        Example("getSong", [("id", "so-largo")], "song", "Child"),
        Example("getGenres", [], "genres", "Genres"),
        Example("getMusicFolders", [], "musicFolders", "MusicFolders"),
        Example("getIndexes", [], "indexes", "Indexes"),
        Example("getMusicDirectory", [("id", "fo-root")], "directory", "Directory"),
        Example("getMusicDirectory", [("id", "al-newworld")], "directory", "Directory"),
        Example("getMusicDirectory", [("id", "ar-dvorak")], "directory", "Directory"),
        Example("getMusicDirectory", [("id", "1")], "directory", "Directory"),
    ]

    static let lists: [Example] = [
        Example("getAlbumList", [("type", "newest")], "albumList", "AlbumList"),
        Example("getAlbumList2", [("type", "byGenre"), ("genre", "Classical")], "albumList2", "AlbumList2"),
        Example("getRandomSongs", [], "randomSongs", "Songs"),
        Example("getSongsByGenre", [("genre", "Classical")], "songsByGenre", "Songs"),
        Example("getStarred", [], "starred", "SearchResult2"),
        Example("getStarred2", [], "starred2", "SearchResult3"),
        Example("search2", [("query", "new")], "searchResult2", "SearchResult2"),
        Example("search3", [("query", "\"\"")], "searchResult3", "SearchResult3"),
        Example("getTopSongs", [("artist", "Antonín Dvořák")], "topSongs", "Songs"),
        Example("getSimilarSongs", [("id", "al-newworld")], "similarSongs", "Songs"),
        Example("getSimilarSongs2", [("id", "ar-dvorak")], "similarSongs2", "Songs"),
        Example("getArtistInfo", [("id", "so-largo")], "artistInfo", "ArtistInfo"),
        Example("getArtistInfo2", [("id", "ar-dvorak")], "artistInfo2", "ArtistInfo2"),
        Example("getAlbumInfo", [("id", "al-newworld")], "albumInfo", "AlbumInfo"),
        Example("getAlbumInfo2", [("id", "so-largo")], "albumInfo", "AlbumInfo"),
    ]

    static let own: [Example] = [
        Example("getPlaylists", [], "playlists", "Playlists"),
        Example("getPlaylist", [("id", "pl-one")], "playlist", "PlaylistWithSongs"),
        Example("createPlaylist", [("name", "New"), ("songId", "so-largo")], "playlist", "PlaylistWithSongs"),
        Example("getUser", [("username", "alice")], "user", "User"),
        Example("getUsers", [], "users", "Users"),
        Example("tokenInfo", [], "tokenInfo", "TokenInfo"),
        Example("getScanStatus", [], "scanStatus", "ScanStatus"),
        Example("startScan", [], "scanStatus", "ScanStatus"),
        Example("getNowPlaying", [], "nowPlaying", "NowPlaying"),
        Example("getPlayQueue", [], "playQueue", "PlayQueue"),
        Example("getPlayQueueByIndex", [], "playQueueByIndex", "PlayQueueByIndex"),
        Example("getBookmarks", [], "bookmarks", "Bookmarks"),
        Example("getLyrics", [("title", "adagio")], "lyrics", "Lyrics"),
        Example("getLyricsBySongId", [("id", "so-largo")], "lyricsList", "LyricsList"),
        Example("getOpenSubsonicExtensions", [], "openSubsonicExtensions", "[OpenSubsonicExtension]"),
    ]

    static let empty: [Example] = [
        Example("getInternetRadioStations", [], "internetRadioStations", "InternetRadioStations"),
        Example("getPodcasts", [], "podcasts", "Podcasts"),
        Example("getNewestPodcasts", [], "newestPodcasts", "NewestPodcasts"),
        Example("getShares", [], "shares", "Shares"),
        Example("getVideos", [], "videos", "Videos"),
    ]

    static var all: [Example] { tags + lists + own + empty }
}
