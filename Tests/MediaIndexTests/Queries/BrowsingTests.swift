import LockerBase
import MediaFacts
import MediaIndex
import Testing

@Suite struct BrowsingTests {
    @Test func anAlbumHasItsSongsInTheOrderOfDiscsAndTracks() throws {
        try withIndex { index in
            let places = [(2, 1), (1, 2), (1, 1), (2, 10), (2, 2)]
            try index.tell(
                places.map { disc, track in
                    try song("x/\(disc)-\(track).mp3") { facts in
                        facts.album = "One"
                        facts.artists = ["A"]
                        (facts.disc, facts.track) = (disc, track)
                    }
                })
            let album = try #require(try index.ada.albums(.byName, ListPart(offset: 0, count: 9), folder: nil).first)
            #expect(album.songCount == 5)
            #expect(album.duration == 5000)
            let songs = try index.ada.songs(ofAlbum: album.id)
            #expect(songs.map(\.title) == ["1-1", "1-2", "2-1", "2-2", "2-10"])
            #expect(Set(songs.map(\.albumID)) == [album.id])
        }
    }

    @Test func albumsOfOneNameAreToldApartByTheirArtists() throws {
        try withIndex { index in
            try index.tell(
                ["A", "B"].map { artist in
                    try song("\(artist)/1.mp3") { facts in
                        facts.album = "Greatest Hits"
                        facts.artists = [artist]
                    }
                })
            let albums = try index.ada.find("greatest").albums
            #expect(Set(albums.map(\.artist)) == ["A", "B"])
            #expect(Set(albums.map(\.id)).count == 2)
        }
    }

    @Test func aCompilationIsOneAlbumAndEachOfItsArtistsHasIt() throws {
        try withIndex { index in
            try index.tell(
                ["A", "B", "C"].map { artist in
                    try song("x/\(artist).mp3") { facts in
                        facts.album = "Hits"
                        facts.artists = [artist]
                        facts.isCompilation = true
                    }
                })
            try #expect(index.ada.list(.byName) == ["Hits"])
            try #expect(index.ada.artists(folder: nil).map(\.name) == [Credits.various])
            let player = try #require(try index.ada.artist(ItemID.artist("b")))
            #expect(player.name == "B")
            #expect(player.albumCount == 1)
            try #expect(index.ada.albums(of: player.id).map(\.name) == ["Hits"])
        }
    }

    @Test func severalArtistsEachHaveTheAlbumsThatTheyAreOn() throws {
        try withIndex { index in
            try index.tell([
                song("x/1.mp3") { facts in
                    facts.album = "Duets"
                    facts.artists = ["A", "B"]
                    facts.albumArtists = ["A", "C"]
                    facts.musicBrainzArtists = ["id-a", "id-b"]
                },
                song("y/1.mp3") { facts in
                    facts.album = "Early"
                    facts.artists = ["B"]
                    facts.year = 1970
                },
            ])
            let duet = try #require(try index.ada.only("1", on: "Duets"))
            #expect(duet.artist == "A, B")
            #expect(duet.artists.map(\.name) == ["A", "B"])
            #expect(duet.albumArtists.map(\.id) == [ItemID.artist("A"), ItemID.artist("C")])
            #expect(duet.artistID == ItemID.artist("A"))
            try #expect(index.ada.artists(folder: nil).map(\.name) == ["A", "B", "C"])
            try #expect(index.ada.albums(of: ItemID.artist("B")).map(\.name) == ["Early", "Duets"])
            try #expect(index.ada.artist(ItemID.artist("B"))?.musicBrainzArtist == "id-b")
        }
    }

    @Test func withoutTagsThingsAreCalledByTheirPaths() throws {
        try withIndex { index in
            try index.tell([song("Mixes/Summer/01 Sun.Set.FLAC"), song("root.mp3")])
            let deep = try #require(try index.ada.only("01 Sun.Set"))
            #expect(deep.album == "Summer")
            #expect(deep.suffix == "flac")
            #expect(deep.artist == Credits.unknown)
            #expect(deep.albumID == ItemID.album(library: "Music", folder: Array("Mixes/Summer".utf8)))
            let root = try #require(try index.ada.only("root"))
            #expect(root.album == "Music")
            try #expect(index.ada.album(root.albumID)?.name == "Music")
        }
    }

    @Test func aFolderWithoutAlbumTagsIsByManyWhereItsSongsAre() throws {
        try withIndex { index in
            try index.tell([
                song("x/1.mp3") { $0.artists = ["A"] }, song("x/2.mp3") { $0.artists = ["B"] },
                song("y/1.mp3") { $0.artists = ["B"] }, song("y/2.mp3") { $0.artists = ["b"] },
            ])
            let albums = try index.ada.find("").albums
            #expect(albums.map(\.artist) == [Credits.various, "B"])
            try #expect(index.ada.artists(folder: nil).map(\.name) == ["A", "B", Credits.various])
        }
    }

    @Test func artistsAreSortedWithoutTheirArticles() throws {
        try withIndex { index in
            try index.tell(
                ["The Zombies", "ABBA", "Die Ärzte", "Beck"].map { artist in
                    try song("\(artist)/1.mp3") { facts in
                        facts.album = "x"
                        facts.artists = [artist]
                    }
                })
            let artists = try index.ada.artists(folder: nil)
            #expect(artists.map(\.name) == ["ABBA", "Die Ärzte", "Beck", "The Zombies"])
            #expect(artists.map(\.sortName) == ["abba", "arzte", "beck", "zombies"])
        }
    }
}

extension Shelves {
    /// The one song of this title on an album of this name.
    func only(_ title: String, on album: String) throws -> Song? {
        let found = try allSongs().filter { $0.title == title && $0.album == album }
        return found.count == 1 ? found.first : nil
    }
}
