import LockerBase
import MediaIndex
import Testing

@Suite struct AlbumOrderTests {
    /// Albums a to f: of years, of genres, and seen one after the other.
    private func fill(_ index: MediaIndex) throws {
        let years = [1990, 1980, nil, 2000, 1990, 1970]
        for (place, name) in ["c", "a", "f", "b", "e", "d"].enumerated() {
            let file = try song("\(name)/1.mp3") { facts in
                facts.album = name
                facts.albumArtists = ["The \(6 - place)"]
                facts.year = years[place]
                facts.genres = place < 2 ? ["Rock", "Folk"] : ["rock"]
            }
            try index.tell([file], at: Int64(100 + place))
        }
    }

    @Test func eachOrderIsWhatItSays() throws {
        try withIndex { index in
            try fill(index)
            let shelves = index.ada
            try #expect(shelves.list(.byName) == ["a", "b", "c", "d", "e", "f"])
            try #expect(shelves.list(.byArtist) == ["d", "e", "b", "f", "a", "c"])
            try #expect(shelves.list(.newest) == ["d", "e", "b", "f", "a", "c"])
            try #expect(shelves.list(.byYear(from: 1980, to: 1990)) == ["a", "c", "e"])
            try #expect(shelves.list(.byYear(from: 2000, to: 1980)) == ["b", "e", "c", "a"])
            try #expect(shelves.list(.byGenre("ROCK")) == ["a", "b", "c", "d", "e", "f"])
            try #expect(shelves.list(.byGenre("folk")) == ["a", "c"])
            try #expect(shelves.list(.byGenre("Jazz")).isEmpty)
            for order in [AlbumOrder.frequent, .recent, .highest, .starred] {
                try #expect(shelves.list(order).isEmpty)
            }
        }
    }

    @Test func whatAPersonDoesMakesOrders() throws {
        try withIndex { index in
            try fill(index)
            let shelves = index.ada
            let songs = try shelves.allSongs()
            func item(_ album: String) throws -> Song { try #require(songs.first { $0.album == album }) }
            try shelves.played([(item("a").id, 50), (item("b").id, 70), (item("a").id, 60)])
            try shelves.rate(.album(item("c").albumID), 2)
            try shelves.rate(.album(item("d").albumID), 5)
            try shelves.star([.album(item("e").albumID)], at: 7)
            try shelves.star([.album(item("f").albumID)], at: 9)
            try #expect(shelves.list(.frequent) == ["a", "b"])
            try #expect(shelves.list(.recent) == ["b", "a"])
            try #expect(shelves.list(.highest) == ["d", "c"])
            try #expect(shelves.list(.starred) == ["f", "e"])
        }
    }

    @Test func pagesPutTogetherAreTheWholeList() throws {
        try withIndex { index in
            try index.tell(
                (0..<57).map { number in
                    try song("\(number)/1.mp3") { facts in
                        facts.album = "Album \(number % 9)"
                        facts.artists = ["Artist \(number % 13)"]
                        facts.year = 1950 + number % 7
                        facts.genres = ["Rock"]
                    }
                })
            let orders: [AlbumOrder] = [
                .byName, .byArtist, .newest, .byYear(from: 1950, to: 1960), .byYear(from: 1960, to: 1950),
                .byGenre("Rock"),
            ]
            for order in orders {
                let whole = try index.ada.albums(order, ListPart(offset: 0, count: 1000), folder: nil)
                #expect(whole.count == 57)
                let pages = try stride(from: 0, to: 70, by: 10).flatMap { offset in
                    try index.ada.albums(order, ListPart(offset: offset, count: 10), folder: nil)
                }
                #expect(pages == whole)
                #expect(Set(whole.map(\.id)).count == 57)
            }
        }
    }

    @Test func randomAlbumsAreEachThereOnce() throws {
        try withIndex { index in
            try fill(index)
            try index.tell([song("other/1.mp3")], library: "Other")
            for count in [0, 1, 3, 100] {
                let drawn = try index.ada.albums(.random, ListPart(offset: 0, count: count), folder: nil)
                #expect(drawn.count == min(count, 7))
                #expect(Set(drawn.map(\.id)).count == drawn.count)
            }
            try #expect(index.ada.list(.random, folder: 2) == ["other"])
            try #expect(index.ada.list(.random, folder: 9).isEmpty)
        }
    }

    @Test func ofOneLibraryThereAreItsOwnAlone() throws {
        try withIndex { index in
            try fill(index)
            try index.tell([song("other/1.mp3") { $0.genres = ["Rock"] }], library: "Other")
            for order in [AlbumOrder.byName, .newest, .byArtist, .byGenre("rock")] {
                try #expect(index.ada.list(order, folder: 2) == ["other"])
                try #expect(index.ada.list(order, folder: 1).count == 6)
                try #expect(index.ada.list(order, folder: 3).isEmpty)
            }
        }
    }
}
