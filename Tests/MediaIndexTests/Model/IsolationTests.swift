import LockerBase
import MediaFacts
import MediaIndex
import Testing

/// Nothing of one person ever comes back to another, for any id and any word.
@Suite struct IsolationTests {
    private func file(_ path: String, _ word: String) throws -> LibraryUpdate.File {
        try song(path, sound: word) { facts in
            facts.title = "Title \(word)"
            facts.artists = ["Artist \(word)"]
            facts.album = "Album \(word)"
            facts.genres = ["Genre \(word)"]
            facts.year = 1999
            facts.pictures = word == "own" ? [embedded("a")] : []
        }
    }

    /// Ada and Bob have one song alike, and one each of their own.
    private func fill(_ index: MediaIndex) throws {
        for (account, word) in [("ada", "own"), ("bob", "his")] {
            try index.tell([file("x/1.mp3", "both"), file("\(word)/2.mp3", word)], account: account)
            try index.tell([picture("\(word)/cover.jpg", word)], account: account)
        }
    }

    @Test func theIdsOfOthersAreNotThere() throws {
        try withIndex { index in
            try fill(index)
            let (ada, bob) = (index.ada, index.shelves(of: "bob"))
            let own = try #require(try ada.only("Title own"))
            let list = try ada.makePlaylist("Secret", songs: [own.id], at: 5)
            let picture = CoverID.file(digest("own"))
            let ids = [own.id, own.albumID, own.artistID, own.folderID, own.coverID ?? "", picture, list]
            for id in ids + ids.map({ $0 + "-00000000" }) {
                try #expect(bob.song(id) == nil)
                try #expect(bob.album(id) == nil)
                try #expect(bob.artist(id) == nil)
                try #expect(bob.directory(id) == nil)
                try #expect(bob.cover(id) == nil)
                try #expect(bob.songs(ofAlbum: id).isEmpty)
                try #expect(bob.albums(of: id).isEmpty)
                try #expect(bob.similarSongs(to: id, count: 9).isEmpty)
                let hasPlaylist = try bob.playlist(id) != nil
                #expect(!hasPlaylist)
                try #expect(bob.removePlaylist(id) == false)
                try #expect(bob.saveBookmark(id, position: 1, comment: "", at: 1) == false)
            }
            try #expect(ada.cover(own.id) != nil)
            try #expect(ada.cover(picture) != nil)
        }
    }

    @Test func noListHasWhatIsSomebodyElses() throws {
        try withIndex { index in
            try fill(index)
            let bob = index.shelves(of: "bob")
            for query in ["own", "title own", "artist", "album", "title", ""] {
                let found = try bob.find(query)
                let names = found.artists.map(\.name) + found.albums.map(\.name) + found.songs.map(\.title)
                #expect(!names.contains { $0.contains("own") })
            }
            let orders: [AlbumOrder] = [
                .random, .newest, .byName, .byArtist, .byYear(from: 1, to: 9999), .byGenre("Genre own"),
                .byGenre("Genre both"),
            ]
            for order in orders { try #expect(!bob.list(order).contains("Album own")) }
            try #expect(bob.list(.byGenre("Genre own")).isEmpty)
            try #expect(bob.genres().map(\.name) == ["Genre both", "Genre his"])
            try #expect(bob.artists(folder: nil).map(\.name) == ["Artist both", "Artist his"])
            try #expect(bob.randomSongs(SongChoice(genre: "Genre own"), count: 9).isEmpty)
            try #expect(bob.topSongs(ofArtist: "Artist own", count: 9).isEmpty)
            try #expect(bob.roots(folder: nil).flatMap(\.folders).map(\.name) == ["his", "x"])
            try #expect(bob.state().songs == 2)
        }
    }

    @Test func whatOneSaysOfASongIsNotSaidOfTheOthersOwn() throws {
        try withIndex { index in
            try fill(index)
            let (ada, bob) = (index.ada, index.shelves(of: "bob"))
            let shared = try #require(try ada.only("Title both"))
            try ada.star([.song(shared.id), .album(shared.albumID), .artist(shared.artistID)], at: 5)
            try ada.rate(.song(shared.id), 5)
            try ada.played([(shared.id, 6)])
            try ada.savePlayQueue(songs: [shared.id], current: 0, position: 1, by: "p", at: 7)
            try #expect(ada.saveBookmark(shared.id, position: 1, comment: "", at: 8))
            try #expect(bob.song(shared.id)?.marks == Marks())
            try #expect(bob.album(shared.albumID)?.marks == Marks())
            try #expect(bob.artist(shared.artistID)?.marks == Marks())
            try #expect(bob.starred(folder: nil) == SearchResult())
            try #expect(bob.playQueue() == nil)
            try #expect(bob.bookmarks().isEmpty)
            try #expect(bob.list(.frequent).isEmpty)
            try #expect(bob.list(.recent).isEmpty)
        }
    }

    @Test func whatBecomesOfOneLibraryIsNotSeenInTheOthers() throws {
        try withIndex { index in
            try fill(index)
            let bob = index.shelves(of: "bob")
            let before = try bob.find("")
            try index.tell([file("x/1.mp3", "changed")], removed: ["own/2.mp3"])
            try index.renew(account: "ada", library: "Music")
            try index.forget(account: "ada")
            try #expect(bob.find("") == before)
            try #expect(index.accounts() == ["bob"])
        }
    }

    @Test func somebodyUnknownHasNothing() throws {
        try withIndex { index in
            try fill(index)
            let nobody = index.shelves(of: "eve")
            try #expect(nobody.find("") == SearchResult())
            try #expect(nobody.folders().isEmpty)
            try #expect(nobody.genres().isEmpty)
            try #expect(nobody.playlists().isEmpty)
            try #expect(nobody.roots(folder: nil).isEmpty)
            try #expect(nobody.roots(folder: 1).isEmpty)
            try #expect(nobody.state().songs == 0)
            try #expect(index.accounts() == ["ada", "bob"])
        }
    }
}
