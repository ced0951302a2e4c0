import LockerBase
import MediaIndex
import Testing

@Suite struct MarkTests {
    private func file(_ path: String, title: String = "One") throws -> LibraryUpdate.File {
        try song(path, sound: "x") { facts in
            facts.title = title
            facts.album = "Album"
            facts.artists = ["Artist"]
        }
    }

    @Test func starsRatingsAndPlaysOutliveRetagsAndMoves() throws {
        try withIndex { index in
            try index.tell([file("a.mp3")])
            let id = ItemID.song(digest("x"))
            try index.ada.star([.song(id)], at: 5)
            try index.ada.rate(.song(id), 3)
            try index.ada.played([(id, 9), (id, 7)])
            let marks = Marks(starred: 5, rating: 3, playCount: 2, played: 9)
            try #expect(index.ada.song(id)?.marks == marks)
            try index.tell([file("a.mp3", title: "Two")])
            try #expect(index.ada.only("Two")?.marks == marks)
            try index.tell([file("b/c.mp3", title: "Two")], removed: ["a.mp3"])
            try #expect(index.ada.song(id)?.marks == marks)
            try index.tell([], removed: ["b/c.mp3"])
            try #expect(index.ada.song(id) == nil)
            try index.tell([file("new.mp3")], library: "Other", at: 5000)
            try #expect(index.ada.song(id)?.marks == marks)
            try #expect(index.ada.song(id)?.added == 1000)
            try #expect(index.ada.starred(folder: nil).songs.map(\.id) == [id])
        }
    }

    @Test func copiesShareWhatIsSaidOfTheirTrack() throws {
        try withIndex { index in
            try index.tell([file("a.mp3"), file("b.mp3")])
            let copy = try #require(try index.ada.allSongs().first { $0.id.count > 29 })
            try index.ada.star([.song(copy.id)], at: 5)
            try #expect(index.ada.allSongs().map(\.marks.starred) == [5, 5])
            try #expect(index.ada.starred(folder: nil).songs.map(\.path.text) == ["a.mp3"])
        }
    }

    @Test func albumsAndArtistsHaveTheirOwn() throws {
        try withIndex { index in
            try index.tell([file("a.mp3")])
            let song = try #require(try index.ada.only("One"))
            try index.ada.star([.album(song.albumID), .artist(song.artistID)], at: 5)
            try index.ada.rate(.artist(song.artistID), 2)
            try index.ada.played([(song.id, 8)])
            try #expect(index.ada.album(song.albumID)?.marks == Marks(starred: 5, playCount: 1, played: 8))
            try #expect(index.ada.artist(song.artistID)?.marks == Marks(starred: 5, rating: 2))
            try #expect(index.ada.song(song.id)?.marks == Marks(playCount: 1, played: 8))
            // Gone, and there again.
            try index.tell([], removed: ["a.mp3"])
            try index.tell([file("a.mp3")])
            try #expect(index.ada.album(song.albumID)?.marks == Marks(starred: 5, playCount: 1, played: 8))
            try #expect(index.ada.artist(song.artistID)?.marks == Marks(starred: 5, rating: 2))
            try index.ada.star([.album(song.albumID), .artist(song.artistID)], at: nil)
            try index.ada.rate(.artist(song.artistID), nil)
            try #expect(index.ada.starred(folder: nil) == SearchResult())
            try #expect(index.ada.artist(song.artistID)?.marks == Marks())
        }
    }

    @Test func theLastStarsComeFirst() throws {
        try withIndex { index in
            try index.tell((0..<4).map { try song("\($0).mp3") })
            try index.tell([song("4.mp3")], library: "Other")
            let songs = try index.ada.allSongs()
            for (place, time) in [(2, 30), (0, 10), (4, 20)] {
                try index.ada.star([.song(songs[place].id)], at: Int64(time))
            }
            try #expect(index.ada.starred(folder: nil).songs.map(\.title) == ["2", "4", "0"])
            try #expect(index.ada.starred(folder: 2).songs.map(\.title) == ["4"])
            try #expect(index.ada.starred(folder: 1).songs.map(\.title) == ["2", "0"])
        }
    }

    @Test func whatIsNotThereIsPassedOver() throws {
        try withIndex { index in
            try index.tell([file("a.mp3")])
            let items: [MarkedItem] = [.song("so-x"), .album("al-x"), .artist("ar-x"), .folder("fo-x"), .song("")]
            try index.ada.star(items, at: 5)
            for item in items { try index.ada.rate(item, 5) }
            try index.ada.played([("so-x", 4)])
            try #expect(index.ada.starred(folder: nil) == SearchResult())
            #expect(throws: LockerError.self) { try index.ada.rate(.song("so-x"), 6) }
        }
    }
}
