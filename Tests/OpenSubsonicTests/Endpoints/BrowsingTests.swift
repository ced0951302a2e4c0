import OpenSubsonic
import Testing

@Suite struct BrowsingTests {
    /// Clementine imports nothing where anything stands before the songs.
    @Test(arguments: [true, false])
    func theSongsOfAnAlbumComeFirst(isPlain: Bool) throws {
        let album = try #require(try Server().xml("getAlbum", ["id": "al-newworld"], isPlain: isPlain)["album"])
        #expect(album.children.prefix(2).map(\.name) == ["song", "song"])
        #expect(album.children.dropFirst(2).contains { $0.name == "song" } == false)
        #expect((album["genres"] == nil) == isPlain)
        #expect(album["song"]?.attributes["parent"] == "al-newworld")
    }

    @Test func foldersAndArtistsHaveNoCoversInWhatSubsonicHas() throws {
        let asked: [(method: String, key: String)] = [("getIndexes", "indexes"), ("search2", "searchResult2")]
        for call in asked {
            for isPlain in [true, false] {
                let answer = try Server().xml(call.method, ["query": "new"], isPlain: isPlain)[call.key]
                let artists = try #require(answer).children.flatMap { $0.name == "index" ? $0.children : [$0] }
                let names = artists.filter { $0.name == "artist" }.flatMap(\.attributes.keys)
                #expect(names.contains("name"))
                #expect(names.contains("coverArt") == !isPlain)
                #expect(names.contains("albumCount") == (!isPlain && call.method == "search2"))
            }
        }
    }

    @Test func theArtistsOfAnAlbumAreNamedWhereTheTagsOfItsSongsNameNone() throws {
        let song = try Server().json("getSong", ["id": "so-adagio"])["song"]
        #expect(song?["displayAlbumArtist"] == .text("Antonín Dvořák, Wiener Philharmoniker"))
        let other = try Server().json("getSong", ["id": "so-largo"])["song"]
        #expect(other?["displayAlbumArtist"] == .text("Antonín Dvořák"))
    }

    @Test func aSongsIDStandsForItsAlbum() throws {
        let album = try Server().json("getAlbum", ["id": "so-largo"])["album"]
        #expect(album?["id"] == .text("al-newworld"))
        #expect(album?["duration"] == .integer(1200))
        #expect(album?["originalReleaseDate"] == .object(["year": .integer(1893)]))
    }

    @Test(arguments: [
        ("getSong", "al-newworld"), ("getSong", "so-none"), ("getAlbum", "ar-dvorak"), ("getAlbum", "so-none"),
        ("getArtist", "al-newworld"), ("getArtist", "fo-root"), ("getMusicDirectory", "so-largo"),
        ("getMusicDirectory", "pl-one"), ("getMusicDirectory", "7"), ("getMusicDirectory", "nothing"),
        ("getPlaylist", "al-newworld"), ("stream", "al-newworld"), ("download", "pl-one"), ("getCoverArt", "so-none"),
        ("getCoverArt", "co-none"), ("getLyricsBySongId", "ar-dvorak"), ("getSimilarSongs", "so-none"),
        ("getArtistInfo2", "ar-none"), ("getAlbumInfo2", "al-none"), ("star", "so-none"), ("scrobble", "so-none"),
        ("deletePlaylist", "pl-none"), ("getAvatar", "x"), ("getVideoInfo", "x"), ("getCaptions", "x"),
    ])
    func whatIsNotThereIs70(method: String, id: String) throws {
        try #expect(Server().code(method, ["id": id]) == 70)
    }

    @Test(arguments: [
        "getSong", "getAlbum", "getArtist", "getMusicDirectory", "stream", "download", "getCoverArt", "star", "unstar",
        "setRating", "scrobble", "getPlaylist", "createPlaylist", "updatePlaylist", "deletePlaylist", "createBookmark",
        "deleteBookmark", "getAlbumList", "getAlbumList2", "getSongsByGenre", "getTopSongs", "getSimilarSongs",
        "getArtistInfo", "getAlbumInfo", "getUser", "getLyricsBySongId",
    ])
    func whatNeedsAParameterSaysSo(method: String) throws {
        try #expect(Server().code(method) == 10)
    }

    @Test func artistsStandUnderTheirLetters() throws {
        let artists = try #require(try Server().json("getArtists")["artists"])
        let index = try #require(artists["index"]?.list)
        #expect(index.compactMap { $0["name"]?.text } == ["A", "B"])
        #expect(artists["ignoredArticles"]?.text?.hasPrefix("The ") == true)
        try #expect(Server().json("getArtists", ["musicFolderId": "7"])["artists"]?["index"] == .list([]))
    }

    @Test func foldersStandUnderTheirLettersWithoutArticlesAndAccents() throws {
        let indexes = try #require(try Server().json("getIndexes")["indexes"])
        let index = try #require(indexes["index"]?.list)
        #expect(index.compactMap { $0["name"]?.text } == ["B", "D", "E", "#"])
        #expect(indexes["child"]?.list?.count == 1)
        #expect(indexes["lastModified"] == .integer(1_790_000_000_000))
        #expect(indexes["shortcut"] == .list([]))
    }

    @Test func whatDidNotChangeIsNotListedAgain() throws {
        let since = try Server().json("getIndexes", ["ifModifiedSince": "1790000000000"])["indexes"]
        #expect(since?["index"] == nil)
        #expect(since?["lastModified"] == .integer(1_790_000_000_000))
        let earlier = try Server().json("getIndexes", ["ifModifiedSince": "1789999999999"])["indexes"]
        #expect(earlier?["index"] != nil)
    }

    @Test func aLibraryIsAMusicFolderWithANumber() throws {
        let folders = try Server().json("getMusicFolders")["musicFolders"]?["musicFolder"]
        let first = ParsedJSON.object(["id": .integer(1), "name": .text("music")])
        #expect(folders?.list?.first == first)
        let root = try Server().json("getMusicDirectory", ["id": "1"])["directory"]
        #expect(root?["id"] == .text("fo-root"))
        #expect(root?["child"]?.list?.count == 5)
        #expect(root?["child"]?.list?.first?["isDir"] == .flag(true))
    }

    @Test func lyricsAreInTheOrderOfTheirTimes() throws {
        let list = try Server().json("getLyricsBySongId", ["id": "so-largo"])["lyricsList"]?["structuredLyrics"]?.list
        let lyrics = try #require(list)
        #expect(lyrics.count == 2)
        let first = ParsedJSON.object(["start": .integer(1000), "value": .text("first")])
        #expect(lyrics[0]["line"]?.list?.first == first)
        #expect(lyrics[1]["lang"] == .text("xxx"))
        #expect(lyrics[1]["line"] == .list([.object(["value": .text("plain")])]))
        let line = try Server().xml("getLyricsBySongId", ["id": "so-largo"])["lyricsList"]?["structuredLyrics"]?["line"]
        #expect(line?.text == "first")
        #expect(line?.attributes == ["start": "1000"])
    }

    @Test func lyricsAreFoundByTheTitle() throws {
        let server = Server()
        let title = "LARGO & <co> \"quoted\""
        let lyrics = try server.json("getLyrics", ["artist": "Dvořák", "title": title])["lyrics"]
        #expect(lyrics?["value"] == .text("first\nsecond"))
        #expect(server.shelves.seen.searched == ["Dvořák LARGO & <co> quoted"])
        try #expect(server.json("getLyrics", ["title": "unknown"])["lyrics"] == .object(["value": .text("")]))
        try #expect(server.json("getLyrics")["lyrics"] == .object(["value": .text("")]))
    }
}
