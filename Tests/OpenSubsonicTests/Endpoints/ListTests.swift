import MediaIndex
import OpenSubsonic
import Testing

@Suite struct ListTests {
    @Test(
        arguments: [
            ("random", AlbumOrder.random), ("newest", .newest), ("frequent", .frequent), ("recent", .recent),
            ("highest", .highest), ("starred", .starred), ("alphabeticalByName", .byName),
            ("alphabeticalByArtist", .byArtist), ("byYear", .byYear(from: 2000, to: 1990)),
            ("byGenre", .byGenre("Rock")),
        ] as [(String, AlbumOrder)])
    func albumsAreListedInEachOrder(type: String, order: AlbumOrder) throws {
        let server = Server()
        let response = try server.json(
            "getAlbumList2", ["type": type, "fromYear": "2000", "toYear": "1990", "genre": "Rock"])
        #expect(response["albumList2"]?["album"]?.list?.count == 1)
        #expect(server.shelves.seen.orders == [order])
    }

    @Test func anOrderThatThereIsNotIsRefused() throws {
        try #expect(Server().code("getAlbumList2", ["type": "loudest"]) == 10)
        try #expect(Server().code("getAlbumList2", ["type": "byYear", "fromYear": "2000"]) == 10)
        try #expect(Server().code("getAlbumList2", ["type": "byGenre"]) == 10)
    }

    @Test(
        arguments: [
            ([:], ListPart(offset: 0, count: 10)),
            (["size": "500", "offset": "1000000"], ListPart(offset: 1_000_000, count: 500)),
            (["size": "501"], ListPart(offset: 0, count: 500)),
            (["size": "-1", "offset": "-1"], ListPart(offset: 0, count: 0)),
        ] as [([String: String], ListPart)])
    func pagesAreBounded(parameters: [String: String], page: ListPart) throws {
        let server = Server()
        _ = server.answer("getAlbumList", pairs: [("type", "newest")] + parameters.map { ($0.key, $0.value) })
        #expect(server.shelves.seen.pages == [page])
    }

    @Test func listsWithoutElementsAreListsAllTheSame() throws {
        let response = try Server().json("getAlbumList2", ["type": "newest", "musicFolderId": "7"])
        #expect(response["albumList2"] == .object(["album": .list([])]))
        let root = try Server().xml("getAlbumList2", ["type": "newest", "musicFolderId": "7"])
        #expect(root["albumList2"]?.children == [])
    }

    @Test(arguments: ["", "\"\"", "*", "\"*\"", "  "])
    func nothingToLookForFindsEverything(query: String) throws {
        let server = Server()
        let response = try server.json("search3", ["query": query, "songCount": "1", "songOffset": "1"])
        #expect(response["searchResult3"]?["song"]?.list?.count == 1)
        #expect(server.shelves.seen.searched == [""])
    }

    @Test func aSearchHasItsWordsAndItsPages() throws {
        let server = Server()
        _ = try server.json(
            "search3",
            [
                "query": "\"New  World*\"", "artistCount": "0", "albumCount": "20000", "songCount": "5",
                "songOffset": "7",
            ])
        #expect(server.shelves.seen.searched == ["New World"])
        let pages = [ListPart(offset: 0, count: 0), ListPart(offset: 0, count: 10_000), ListPart(offset: 7, count: 5)]
        #expect(server.shelves.seen.pages == pages)
    }

    @Test func aSearchWithoutAQueryIsOneForEverything() throws {
        let response = try Server().json("search2")
        #expect(response["searchResult2"]?["song"]?.list?.count == 2)
        #expect(response["searchResult2"]?["album"]?.list?.first?["isDir"] == .flag(true))
    }

    @Test func randomSongsAreChosen() throws {
        let server = Server()
        let asked: KeyValuePairs = ["size": "1", "genre": "Rock", "fromYear": "1990", "toYear": "1999"]
        try #expect(server.json("getRandomSongs", asked)["randomSongs"]?["song"]?.list?.count == 1)
        #expect(server.shelves.seen.choices == [SongChoice(genre: "Rock", fromYear: 1990, toYear: 1999)])
    }

    @Test func topSongsAreFoundByAnID() throws {
        let songs = try Server().json("getTopSongs", ["id": "ar-dvorak"])["topSongs"]?["song"]?.list
        #expect(songs?.count == 2)
        try #expect(Server().code("getTopSongs", ["id": "ar-none"]) == 70)
    }

    @Test func whatIsNoNumberIsRefused() throws {
        try #expect(Server().code("getRandomSongs", ["size": "ten"]) == 10)
        try #expect(Server().code("getArtists", ["musicFolderId": "music"]) == 10)
        try #expect(Server().code("search3", ["songOffset": "99999999999999999999"]) == 10)
    }
}
