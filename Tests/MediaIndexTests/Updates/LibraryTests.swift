import LockerBase
import LockerTestSupport
import MediaFacts
import MediaIndex
import Testing

@Suite struct LibraryTests {
    @Test func revisionsAreKnownOnceALibraryIsToldToItsEnd() throws {
        try withIndex { index in
            try #expect(index.libraries(of: "ada").isEmpty)
            try index.tell([song("1.mp3")], revision: nil)
            try #expect(index.libraries(of: "ada").isEmpty)
            try #expect(index.ada.allSongs().count == 1)
            try index.tell([song("2.mp3")], revision: 7)
            try index.tell([], library: "Other", revision: .max)
            try #expect(index.libraries(of: "ada") == ["Music": 7, "Other": .max])
            try #expect(index.accounts() == ["ada"])
        }
    }

    @Test func foldersKeepTheirNumbers() throws {
        try withIndex { index in
            for library in ["C", "A", "B"] { try index.tell([song("1.mp3")], library: library) }
            let folders = [("C", 1), ("A", 2), ("B", 3)].map { MusicFolder(number: $0.1, library: $0.0) }
            try #expect(index.ada.folders() == folders)
            try index.forget(account: "ada", library: "A")
            try #expect(index.ada.folders() == [folders[0], folders[2]])
            try #expect(index.ada.allSongs().map(\.library) == ["C", "B"])
            try index.tell([], library: "D")
            try index.tell([song("1.mp3")], library: "A")
            try #expect(index.ada.folders() == folders + [MusicFolder(number: 4, library: "D")])
        }
    }

    @Test func aLibraryThatIsToldAgainIsEmptyUntilThen() throws {
        try withIndex { index in
            let files = try (0..<2500).map { try song("\($0 % 50)/\($0).mp3") } + [picture("1/cover.jpg")]
            try index.tell(files, revision: 5, at: 10)
            try index.ada.star([.song(ItemID.song(digest("1/1.mp3")))], at: 3)
            let before = try index.ada.find("")
            try index.renew(account: "ada", library: "Music")
            try #expect(index.libraries(of: "ada").isEmpty)
            try #expect(index.ada.find("") == SearchResult())
            try #expect(index.ada.genres().isEmpty)
            try #expect(index.ada.folders().map(\.library) == ["Music"])
            try #expect(index.ada.starred(folder: nil).songs.isEmpty)
            try index.tell(files, revision: 5, at: 20)
            try #expect(index.ada.find("") == before)
            try #expect(index.ada.starred(folder: nil).songs.count == 1)
        }
    }

    @Test func aForgottenAccountLeavesNothing() throws {
        try withIndex { index in
            try index.tell([song("1.mp3")])
            let id = try #require(try index.ada.allSongs().first?.id)
            try index.ada.star([.song(id)], at: 4)
            _ = try index.ada.makePlaylist("x", songs: [id], at: 5)
            try index.forget(account: "ada")
            try #expect(index.accounts().isEmpty)
            try #expect(index.ada.find("") == SearchResult())
            try index.tell([song("1.mp3")], at: 2000)
            let again = try #require(try index.ada.song(id))
            #expect(again.marks == Marks())
            #expect(again.added == 2000)
            try #expect(index.ada.playlists().isEmpty)
        }
    }

    @Test func whatIsSaidAgainChangesNothing() throws {
        try withIndex { index in
            let files = try (0..<20).map { try song("\($0).mp3") }
            try index.tell(files, at: 10)
            let (songs, state) = (try index.ada.allSongs(), try index.ada.state())
            try index.tell(files, removed: ["none.mp3"], revision: 2, at: 20)
            try #expect(index.ada.allSongs() == songs)
            try #expect(index.ada.state().changed == state.changed)
            try index.tell([], removed: ["3.mp3"], at: 5)
            // Also where the clock was set back.
            try #expect(index.ada.state().changed > state.changed)
            try #expect(index.ada.state().songs == 19)
        }
    }

    @Test func aSongThatBecomesAPictureIsNone() throws {
        try withIndex { index in
            try index.tell([song("a/cover.jpg"), song("a/1.mp3")])
            try index.tell([picture("a/cover.jpg")])
            try #expect(index.ada.allSongs().map(\.title) == ["1"])
            try #expect(index.ada.only("1")?.coverID == CoverID.file(digest("a/cover.jpg")))
            try index.tell([song("a/cover.jpg")])
            try #expect(index.ada.only("1")?.coverID == nil)
            try #expect(index.ada.state().songs == 2)
        }
    }

    @Test func aVeryLargeAlbumIsRightOnceAllIsTold() throws {
        try withIndex { index in
            let files = try (0..<2200).map { number in
                try song("all/\(number).mp3") { $0.artists = ["Artist \(number % 3)"] }
            }
            for start in stride(from: 0, to: 2200, by: 550) {
                try index.tell(Array(files[start..<start + 550]), revision: start == 1650 ? 1 : nil)
            }
            let album = try #require(try index.ada.find("all").albums.first)
            #expect(album.songCount == 2200)
            #expect(album.duration == 2_200_000)
            try index.tell([], removed: ["all/0.mp3"], revision: nil)
            try index.tell([], removed: ["all/1.mp3"], revision: 2)
            try #expect(index.ada.album(album.id)?.songCount == 2198)
        }
    }
}
