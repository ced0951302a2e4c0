import LockerBase
import LockerTestSupport
import MediaIndex
import Testing

/// What calls cost, counted in statements: it does not rise with what somebody has.
@Suite struct StatementBudgetTests {
    private func fill(_ index: MediaIndex, _ count: Int) throws {
        let files = try (0..<count).map { number in
            try song("\(number / 10)/\(number % 10).mp3") { facts in
                facts.title = "Song \(number)"
                facts.album = "Album \(number / 10)"
                facts.artists = ["Artist \(number / 20)"]
                facts.genres = ["Genre \(number % 3)"]
                facts.year = 1950 + number % 50
            }
        }
        try index.tell(files)
    }

    /// The statements of a call, once its connection has prepared them.
    private func cost(_ index: MediaIndex, _ call: (any Shelves) throws -> Void) throws -> Int {
        try call(index.ada)
        let start = index.statements
        try call(index.ada)
        return index.statements - start
    }

    private let page = ListPart(offset: 150, count: 30)

    private func costs(_ index: MediaIndex) throws -> [Int] {
        let song = try #require(try index.ada.find("", folder: nil).songs.first)
        let none = ListPart(offset: 0, count: 0)
        let calls: [(any Shelves) throws -> Void] = [
            { _ = try $0.artists(folder: nil) }, { _ = try $0.artists(folder: 1) },
            { _ = try $0.artist(song.artistID) },
            { _ = try $0.albums(of: song.artistID) }, { _ = try $0.album(song.albumID) },
            { _ = try $0.songs(ofAlbum: song.albumID) }, { _ = try $0.song(song.id) }, { _ = try $0.genres() },
            { _ = try $0.albums(.byName, self.page, folder: nil) },
            { _ = try $0.albums(.newest, self.page, folder: 1) },
            { _ = try $0.albums(.random, self.page, folder: nil) },
            { _ = try $0.search("", artists: none, albums: none, songs: self.page, folder: nil) },
            { _ = try $0.songs(SongChoice(genre: "Genre 1"), self.page) },
            { _ = try $0.randomSongs(SongChoice(), count: 30) }, { _ = try $0.starred(folder: nil) },
            { _ = try $0.cover(song.id) }, { _ = try $0.state() },
        ]
        return try calls.map { call in try cost(index, call) }
    }

    @Test func noListTakesMoreStatementsOfALargerLibrary() throws {
        try withIndex { small in
            try fill(small, 20)
            let few = try costs(small)
            try withIndex { large in
                try fill(large, 2000)
                let many = try costs(large)
                #expect(many.allSatisfy { $0 <= 10 })
                // A list of which a page is beyond the end may save the statement that reads its rows.
                for (one, other) in zip(few, many) { #expect(other <= one + 1) }
            }
        }
    }

    @Test func aSearchTakesFewStatements() throws {
        try withIndex { index in
            try fill(index, 2000)
            let first = ListPart(offset: 0, count: 20)
            for query in ["song", "s", "artist 7 album", "so 1 al ar", "nothing at all"] {
                let taken = try cost(index) { shelves in
                    _ = try shelves.search(query, artists: first, albums: first, songs: first, folder: nil)
                }
                #expect(taken <= 300)
            }
        }
    }

    @Test func aRetaggedSongCostsOneSong() throws {
        try withIndex { index in
            try fill(index, 2000)
            let start = index.statements
            try index.tell([
                song("5/5.mp3", sound: "5/5.mp3") { facts in
                    facts.title = "Renamed"
                    facts.album = "Album 5"
                    facts.artists = ["Artist 2"]
                }
            ])
            #expect(index.statements - start <= 400)
            try #expect(index.ada.titles("renamed") == ["Renamed"])
        }
    }
}
