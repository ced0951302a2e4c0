import MediaIndex
import OpenSubsonic
import Testing

/// What people keep: playlists, queues, bookmarks.
@Suite struct OwnTests {
    @Test func aPlaylistIsMadeChangedAndRemoved() throws {
        let server = Server()
        let made = try server.json("createPlaylist", ["name": "New", "songId": "so-largo", "songId": "so-largo"])
        #expect(made["playlist"]?["id"] == .text("pl-new"))
        #expect(made["playlist"]?["entry"]?.list?.count == 2)
        #expect(made["playlist"]?["owner"] == .text("alice"))
        let asked: KeyValuePairs = [
            "playlistId": "pl-new", "name": "Newer", "songIndexToRemove": "0", "songIdToAdd": "so-adagio",
        ]
        try #expect(server.code("updatePlaylist", asked) == nil)
        #expect(server.shelves.seen.playlists["pl-new"] == ["so-largo", "so-adagio"])
        #expect(server.shelves.seen.names["pl-new"] == "Newer")
        try #expect(server.code("deletePlaylist", ["id": "pl-new"]) == nil)
        try #expect(server.code("getPlaylist", ["id": "pl-new"]) == 70)
    }

    @Test func songsTakeThePlaceOfThoseThatAPlaylistHas() throws {
        let server = Server()
        let changed = try server.json("createPlaylist", ["playlistId": "pl-one", "songId": "so-largo"])
        #expect(changed["playlist"]?["name"] == .text("Mine"))
        #expect(server.shelves.seen.playlists["pl-one"] == ["so-largo"])
        try #expect(server.code("createPlaylist", ["playlistId": "pl-none", "songId": "so-largo"]) == 70)
    }

    @Test func playlistsAreBounded() throws {
        let long = String(repeating: "a", count: 5000)
        try #expect(Server().code("createPlaylist", ["name": long]) == 10)
        try #expect(Server().code("updatePlaylist", ["playlistId": "pl-one", "comment": long]) == 10)
        try #expect(Server().code("updatePlaylist", ["playlistId": "pl-one", "songIndexToRemove": "-1"]) == 10)
    }

    @Test func nobodySeesWhatOthersHave() throws {
        try #expect(Server().code("getPlaylists", ["username": "bob"]) == 50)
        try #expect(Server().code("getUser", ["username": "bob"]) == 50)
        try #expect(Server().code("getPlaylists", ["username": "alice"]) == nil)
        let users = try Server().json("getUsers", person: "carol")["users"]?["user"]?.list
        #expect(users?.compactMap { $0["username"]?.text } == ["carol"])
        #expect(users?.first?["password"] == nil)
        #expect(users?.first?["folder"] == .list([.integer(1), .integer(7)]))
    }

    @Test func aQueueIsKeptByTheIDOfItsSong() throws {
        let server = Server()
        let asked: KeyValuePairs = ["id": "so-adagio", "id": "so-largo", "current": "so-largo", "position": "4000"]
        try #expect(server.code("savePlayQueue", asked) == nil)
        let queue = try #require(try server.json("getPlayQueue")["playQueue"])
        #expect(queue["current"] == .text("so-largo"))
        #expect(queue["position"] == .integer(4000))
        #expect(queue["changedBy"] == .text("tests"))
        #expect(queue["entry"]?.list?.count == 2)
        try #expect(server.json("getPlayQueueByIndex")["playQueueByIndex"]?["currentIndex"] == .integer(1))
    }

    @Test func aQueueIsKeptByThePlaceOfItsSong() throws {
        let server = Server()
        let asked: KeyValuePairs = ["id": "so-largo", "id": "so-largo", "currentIndex": "1"]
        try #expect(server.code("savePlayQueueByIndex", asked) == nil)
        #expect(server.shelves.seen.queue?.current == 1)
        try #expect(server.code("savePlayQueueByIndex", ["id": "so-largo", "currentIndex": "1"]) == 10)
        try #expect(server.code("savePlayQueueByIndex", ["id": "so-largo"]) == 10)
        try #expect(server.code("savePlayQueue", ["id": "so-largo", "current": "so-adagio"]) == 10)
    }

    @Test func nothingEmptiesAQueue() throws {
        let server = Server()
        try #expect(server.code("savePlayQueue", ["id": "so-largo"]) == nil)
        try #expect(server.json("getPlayQueue")["playQueue"]?["current"] == .text("so-largo"))
        try #expect(server.code("savePlayQueue") == nil)
        let queue = try #require(try server.json("getPlayQueue")["playQueue"])
        #expect(queue["entry"] == .list([]))
        #expect(queue["current"] == nil)
    }

    @Test func aQueueThatNobodySavedIsEmpty() throws {
        let queue = try #require(try Server().json("getPlayQueue")["playQueue"])
        #expect(Shapes.flaws(queue, "PlayQueue", at: "playQueue") == [])
        #expect(queue["entry"] == .list([]))
    }

    @Test func bookmarksAreMadeAndRemoved() throws {
        let server = Server()
        try #expect(server.code("createBookmark", ["id": "so-largo", "position": "5000", "comment": "here"]) == nil)
        let bookmark = try server.json("getBookmarks")["bookmarks"]?["bookmark"]?.list?.first
        #expect(bookmark?["position"] == .integer(5000))
        #expect(bookmark?["comment"] == .text("here"))
        #expect(bookmark?["entry"]?["id"] == .text("so-largo"))
        try #expect(server.code("createBookmark", ["id": "so-none", "position": "5000"]) == 70)
        try #expect(server.code("deleteBookmark", ["id": "so-largo"]) == nil)
        try #expect(server.json("getBookmarks")["bookmarks"]?["bookmark"] == .list([]))
    }
}
