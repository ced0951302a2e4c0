import LockerBase
import MediaIndex
import Testing

@Suite struct QueueTests {
    @Test func aQueueComesBackWithTheSongsThatAreThere() throws {
        try withIndex { index in
            try index.tell((0..<5).map { try song("\($0).mp3") })
            let ids = try index.ada.allSongs().map(\.id)
            try #expect(index.ada.playQueue() == nil)
            let wanted = [ids[3], "so-none", ids[1], ids[3], ids[4]]
            try index.ada.savePlayQueue(songs: wanted, current: 3, position: 77, by: "player", at: 9)
            let queue = try #require(try index.ada.playQueue())
            #expect(queue.songs.map(\.id) == [ids[3], ids[1], ids[3], ids[4]])
            #expect(queue.current == 2)
            #expect(queue.position == 77)
            #expect(queue.changedBy == "player")
            try index.tell([], removed: ["1.mp3"])
            try #expect(index.ada.playQueue()?.current == 1)
            try index.tell([], removed: ["3.mp3"])
            try #expect(index.ada.playQueue()?.current == nil)
            try #expect(index.ada.playQueue()?.songs.map(\.id) == [ids[4]])
            try index.ada.savePlayQueue(songs: [], current: nil, position: 0, by: "player", at: 10)
            try #expect(index.ada.playQueue() == nil)
        }
    }

    @Test func bookmarksAreOneForEachSong() throws {
        try withIndex { index in
            try index.tell((0..<3).map { try song("\($0).mp3") })
            let songs = try index.ada.allSongs()
            try #expect(index.ada.saveBookmark("so-none", position: 1, comment: "", at: 1) == false)
            try #expect(index.ada.saveBookmark(songs[0].id, position: 1, comment: "a", at: 10))
            try #expect(index.ada.saveBookmark(songs[1].id, position: 2, comment: "b", at: 20))
            try #expect(index.ada.saveBookmark(songs[0].id, position: 3, comment: "c", at: 30))
            let bookmarks = try index.ada.bookmarks()
            #expect(bookmarks.map(\.song) == [songs[0], songs[1]])
            #expect(bookmarks.map(\.position) == [3, 2])
            #expect(bookmarks.map(\.created) == [10, 20])
            #expect(bookmarks.map(\.changed) == [30, 20])
            try index.ada.removeBookmark(songs[1].id)
            try index.ada.removeBookmark("so-none")
            try #expect(index.ada.bookmarks().map(\.comment) == ["c"])
        }
    }
}
