import MediaIndex
import OpenSubsonic
import Testing

@Suite struct MarkTests {
    @Test func severalThingsOfEachKindGetAStar() throws {
        let server = Server()
        let asked: KeyValuePairs = [
            "id": "so-largo", "id": "fo-root", "albumId": "al-newworld", "artistId": "ar-dvorak", "id": "so-none",
        ]
        try #expect(server.code("star", asked) == nil)
        let items: [MarkedItem] = [
            .song("so-largo"), .folder("fo-root"), .song("so-none"), .album("al-newworld"), .artist("ar-dvorak"),
        ]
        #expect(server.shelves.seen.starred == items)
        #expect(server.shelves.seen.starTimes == [Sample.time])
        try #expect(server.code("unstar", ["id": "so-largo"]) == nil)
        #expect(server.shelves.seen.starTimes == [Sample.time, nil])
    }

    @Test func ratingsAreOneToFiveStarsOrNone() throws {
        let server = Server()
        for rating in ["5", "1", "0"] {
            try #expect(server.code("setRating", ["id": "so-largo", "rating": rating]) == nil)
        }
        #expect(server.shelves.seen.rated == [5, 1, nil])
        try #expect(server.code("setRating", ["id": "so-largo", "rating": "6"]) == 10)
        try #expect(server.code("setRating", ["id": "so-none", "rating": "1"]) == 70)
    }

    @Test func songsWerePlayedWhenTheClientSaysSo() throws {
        let server = Server()
        let asked: KeyValuePairs = [
            "id": "so-largo", "id": "so-adagio", "time": "1000", "time": "9999999999999999",
        ]
        try #expect(server.code("scrobble", asked) == nil)
        #expect(server.shelves.seen.plays == ["so-largo": 1_000_000_000, "so-adagio": Sample.time])
    }

    @Test func aSongThatIsPlayingWasNotPlayed() throws {
        let server = Server()
        try #expect(server.code("scrobble", ["id": "so-largo", "submission": "False"]) == nil)
        try #expect(server.code("scrobble", ["id": "so-largo", "submission": "false"]) == nil)
        #expect(server.shelves.seen.plays.isEmpty)
        server.wait(seconds: 150)
        let entry = try server.json("getNowPlaying")["nowPlaying"]?["entry"]?.list?.first
        #expect(entry?["id"] == .text("so-largo"))
        #expect(entry?["username"] == .text("alice"))
        #expect(entry?["minutesAgo"] == .integer(2))
        #expect(entry?["playerId"] == .integer(1))
        #expect(entry?["playerName"] == .text("tests"))
        try #expect(server.json("getNowPlaying", person: "bob")["nowPlaying"]?["entry"] == .list([]))
    }

    @Test func whatIsPlayingEndsWithItsSong() throws {
        let server = Server()
        _ = server.answer("scrobble", ["id": "so-largo", "submission": "false"])
        server.wait(seconds: 599)
        try #expect(server.json("getNowPlaying")["nowPlaying"]?["entry"]?.list?.count == 1)
        server.wait(seconds: 2)
        try #expect(server.json("getNowPlaying")["nowPlaying"]?["entry"]?.list?.count == 0)
    }

    @Test func aPersonHasABoundedNumberOfPlayers() throws {
        let server = Server()
        for number in 0..<20 {
            _ = server.answer("scrobble", ["id": "so-largo", "submission": "false"], client: "player \(number)")
        }
        let entries = try #require(try server.json("getNowPlaying")["nowPlaying"]?["entry"]?.list)
        #expect(entries.count == 8)
        #expect(entries.last?["playerName"] == .text("player 19"))
        #expect(Set(entries.compactMap { $0["playerId"]?.integer }).count == 8)
    }

    @Test func aPlayerPlaysOneSong() throws {
        let server = Server()
        for id in ["so-adagio", "so-largo"] { _ = server.answer("scrobble", ["id": id, "submission": "false"]) }
        let entries = try #require(try server.json("getNowPlaying")["nowPlaying"]?["entry"]?.list)
        #expect(entries.compactMap { $0["id"]?.text } == ["so-largo"])
    }
}
