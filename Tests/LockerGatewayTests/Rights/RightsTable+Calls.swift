extension RightsTable {
    /// Calls of OpenSubsonic's that are answered.
    static let calls: [RightsRow] = [system, browsing, lists, marks, lastCalls].flatMap { $0 }

    private static let system: [RightsRow] = [
        .rest("ping"), .rest("getLicense"), .rest("getOpenSubsonicExtensions", isPublic: true),
        .rest("tokenInfo", "", .shows("alice")), .rest("getScanStatus"), .rest("startScan"),
        .rest("getUser", "username={person}", .shows("alice")), .rest("getUsers", "", .shows("alice")),
        .rest("getAvatar", "username={person}", .refused),
        .rest("getInternetRadioStations"), .rest("getPodcasts"), .rest("getNewestPodcasts"), .rest("getShares"),
        .rest("getVideos"),
    ]

    private static let browsing: [RightsRow] = [
        .rest("getMusicFolders", "", .shows("{library}")), .rest("getIndexes", "", .shows("{folder}")),
        .rest("getIndexes", "musicFolderId={number}", .shows("Solitude")),
        .rest("getMusicDirectory", "id={folderID}", .shows("{title}")),
        .rest("getMusicDirectory", "id={artist}", .shows("{albumName}")),
        .rest("getMusicDirectory", "id={album}", .shows("{title}")),
        .rest("getMusicDirectory", "id={number}", .shows("Solitude")),
        .rest("getArtists", "", .shows("{artistName}")),
        .rest("getArtists", "musicFolderId={number}", .shows("Hermit")),
        .rest("getArtist", "id={artist}", .shows("{albumName}")), .rest("getAlbum", "id={album}", .shows("{title}")),
        .rest("getAlbum", "id={song}", .shows("{title}")), .rest("getSong", "id={song}", .shows("{title}")),
        .rest("getGenres", "", .shows("{genre}")), .rest("getArtistInfo", "id={artist}"),
        .rest("getArtistInfo", "id={folderID}"), .rest("getArtistInfo2", "id={artist}"),
        .rest("getAlbumInfo", "id={album}"), .rest("getAlbumInfo2", "id={album}"),
        .rest("getSimilarSongs", "id={song}"), .rest("getSimilarSongs", "id={artist}"),
        .rest("getSimilarSongs2", "id={artist}"), .rest("getTopSongs", "artist={artistName}", .shows("{title}")),
        .rest("getTopSongs", "id={artist}", .shows("{title}")),
        .rest("getLyrics", "artist={artistName}&title={title}", .shows("{verse}")),
        .rest("getLyricsBySongId", "id={song}", .shows("{verse}")),
        .rest("search2", "query={title}", .shows("{song}")), .rest("search3", "query={title}", .shows("{song}")),
        .rest("search3", "query=", .shows("{song}")),
        .rest("search3", "query=&musicFolderId={number}", .shows("Solitude")),
        .rest("stream", "id={song}", .shows("{verse}")), .rest("download", "id={song}", .shows("{verse}")),
        .rest("getCoverArt", "id={cover}"), .rest("getCoverArt", "id={picture}"), .rest("getCoverArt", "id={song}"),
        .rest("getCoverArt", "id={album}"), .rest("getCoverArt", "id={folderID}"),
    ]

    private static let lists: [RightsRow] = [
        .rest("getAlbumList", "type=newest", .shows("{albumName}")),
        .rest("getAlbumList", "type=byGenre&genre={genre}", .shows("{albumName}")),
        .rest("getAlbumList2", "type=random", .shows("{albumName}")),
        .rest("getAlbumList2", "type=alphabeticalByName&musicFolderId={number}"),
        .rest("getRandomSongs", "", .shows("{title}")), .rest("getRandomSongs", "genre={genre}", .shows("{title}")),
        .rest("getSongsByGenre", "genre={genre}", .shows("{title}")), .rest("getStarred"), .rest("getStarred2"),
        .rest("getPlaylists", "", .shows("{playlist}")),
        .rest("getPlaylists", "username={person}", .shows("{playlist}")),
        .rest("getPlaylist", "id={playlist}", .shows("{title}")),
        .rest("createPlaylist", "name=Mine&songId={song}", .shows("{title}")),
        .rest("createPlaylist", "playlistId={playlist}&songId={song}", .shows("{title}")),
        .rest("updatePlaylist", "playlistId={playlist}&name=Other&songIdToAdd={song}"),
    ]

    private static let marks: [RightsRow] = [
        .rest("star", "id={song}"), .rest("star", "albumId={album}"), .rest("star", "artistId={artist}"),
        .rest("star", "id={folderID}"), .rest("unstar", "id={song}"), .rest("setRating", "id={song}&rating=5"),
        .rest("scrobble", "id={song}&submission=false"), .rest("scrobble", "id={song}"),
        .rest("getNowPlaying", "", .shows("{title}")), .rest("savePlayQueue", "id={song}&current={song}"),
        .rest("getPlayQueue", "", .shows("{title}")), .rest("savePlayQueueByIndex", "id={song}&currentIndex=0"),
        .rest("getPlayQueueByIndex", "", .shows("{title}")), .rest("createBookmark", "id={song}&position=1"),
        .rest("getBookmarks", "", .shows("{title}")),
    ]

    private static let lastCalls: [RightsRow] = [
        .rest("deleteBookmark", "id={song}"), .rest("deletePlaylist", "id={playlist}"),
    ]

    /// Those that are refused whoever makes them.
    static let refusedCalls: [RightsRow] = [
        "getVideoInfo", "getCaptions", "search", "hls.m3u8", "hls", "jukeboxControl", "getChatMessages",
        "addChatMessage", "createUser", "updateUser", "deleteUser", "changePassword", "createShare", "updateShare",
        "deleteShare", "refreshPodcasts", "createPodcastChannel", "deletePodcastChannel", "deletePodcastEpisode",
        "downloadPodcastEpisode", "createInternetRadioStation", "updateInternetRadioStation",
        "deleteInternetRadioStation",
    ].map { .rest($0, "id={song}&username={person}", .refused) }
}
