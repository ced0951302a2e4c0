import Glibc
import LockerBase
import LockerTestSupport
import MediaIndex
import Testing

@Suite struct KeptTests {
    private func files() throws -> [LibraryUpdate.File] {
        try (0..<5).map { number in
            try song("x/\(number).mp3") { facts in
                facts.album = "Album"
                facts.artists = ["Artist"]
            }
        }
    }

    /// A star, a rating and a play of each kind of thing, a playlist, a queue and a bookmark.
    private func mark(_ shelves: any Shelves) throws {
        let song = try #require(try shelves.only("3"))
        try shelves.star(
            [.song(song.id), .album(song.albumID), .artist(song.artistID), .folder(song.folderID)], at: 11)
        try shelves.rate(.song(song.id), 4)
        try shelves.rate(.album(song.albumID), 3)
        try shelves.played([(song.id, 12)])
        _ = try shelves.makePlaylist("List", songs: [song.id], at: 13)
        try shelves.savePlayQueue(songs: [song.id], current: 0, position: 14, by: "p", at: 15)
        _ = try shelves.saveBookmark(song.id, position: 16, comment: "c", at: 17)
    }

    private func said(_ shelves: any Shelves) throws -> String {
        let (songs, albums, starred) = (
            try shelves.allSongs(), try shelves.find("").albums, try shelves.starred(folder: nil)
        )
        let lists = try shelves.playlists().map { "\($0) \(String(describing: try? shelves.playlist($0.id)))" }
        let places = "\(String(describing: try shelves.playQueue())) \(try shelves.bookmarks())"
        return "\(songs) \(albums) \(starred) \(lists) \(places) \(try shelves.folders())"
    }

    @Test func aRebuildKeepsWhatCannotBeToldAgain() throws {
        try withIndex { index in
            try index.tell(files(), library: "Gone", at: 100)
            try index.tell(files(), at: 100)
            try index.forget(account: "ada", library: "Gone")
            try mark(index.ada)
            let before = try said(index.ada)
            try index.rebuild()
            try #expect(index.libraries(of: "ada").isEmpty)
            try #expect(index.ada.allSongs().isEmpty)
            try #expect(index.ada.playlists().map(\.name) == ["List"])
            try index.tell(files(), at: 900)
            try #expect(said(index.ada) == before)
        }
    }

    @Test func anIndexIsAsItWasWhenItIsOpenedAgain() throws {
        try withTemporaryDirectory(inMemory: true) { folder in
            let path = folder + "/media.sqlite"
            let first = try MediaIndex(path: path)
            try first.tell(files())
            try mark(first.ada)
            let before = try said(first.ada)
            try first.backUp(to: folder + "/copy.sqlite")
            first.close()
            for place in [path, folder + "/copy.sqlite"] {
                var status = stat()
                let told = stat(place, &status)
                #expect(told == 0)
                #expect(status.st_mode & 0o777 == 0o600)
                let again = try MediaIndex(path: place)
                try #expect(again.libraries(of: "ada") == ["Music": 1])
                try #expect(said(again.ada) == before)
                again.close()
            }
        }
    }

    @Test func aCopyTakesTheNameOfNothing() throws {
        try withTemporaryDirectory(inMemory: true) { folder in
            try makeFile(folder + "/there", [1])
            let index = try MediaIndex(path: folder + "/media.sqlite")
            defer { index.close() }
            #expect(throws: LockerError.self) { try index.backUp(to: folder + "/there") }
            try #expect(contents(of: folder + "/there") == [1])
        }
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        try withTemporaryDirectory(inMemory: true) { folder in
            try makeFile(folder + "/media.sqlite", [UInt8](repeating: 7, count: 8192))
            let error = #expect(throws: LockerError.self) { try MediaIndex(path: folder + "/media.sqlite") }
            #expect(error?.code == .dataLoss)
        }
    }

    @Test func whatIsClosedSaysSo() throws {
        try withTemporaryDirectory(inMemory: true) { folder in
            let index = try MediaIndex(path: folder + "/media.sqlite")
            index.close()
            #expect(throws: LockerError.self) { try index.ada.folders() }
        }
    }
}
