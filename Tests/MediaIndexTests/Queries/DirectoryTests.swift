import LockerBase
import MediaIndex
import Testing

@Suite struct DirectoryTests {
    @Test func foldersAreListedLevelByLevel() throws {
        try withIndex { index in
            try index.tell([song("b/x/1.mp3"), song("B2/2.mp3"), song("top.mp3"), song("a/1.mp3")])
            let root = try #require(try index.ada.roots(folder: nil).first)
            #expect(root.name == "Music")
            #expect(root.parentID == nil)
            #expect(root.folders.map(\.name) == ["a", "b", "B2"])
            #expect(root.songs.map(\.title) == ["top"])
            let inner = try #require(try index.ada.directory(root.folders[1].id))
            #expect(inner.parentID == root.id)
            #expect(inner.folders.map(\.name) == ["x"])
            #expect(inner.songs.isEmpty)
            let deepest = try #require(try index.ada.directory(inner.folders[0].id))
            #expect(deepest.songs.map(\.folderID) == [deepest.id])
        }
    }

    @Test func aFolderGoesWithItsLastSong() throws {
        try withIndex { index in
            try index.tell([song("b/x/1.mp3"), song("a/1.mp3")])
            try index.tell([], removed: ["b/x/1.mp3"])
            try #expect(index.ada.roots(folder: nil).first?.folders.map(\.name) == ["a"])
            try #expect(index.ada.directory(ItemID.folder(library: "Music", path: Array("b".utf8))) == nil)
            try index.tell([], removed: ["a/1.mp3"])
            try #expect(index.ada.roots(folder: nil).isEmpty)
        }
    }

    @Test func eachFolderKnowsWhenTheFirstThingInItCame() throws {
        try withIndex { index in
            try index.tell([song("b/x/1.mp3")], at: 70)
            try index.tell([song("b/2.mp3")], at: 90)
            let path = Array("b".utf8)
            try #expect(index.ada.roots(folder: nil).first?.folders.map(\.created) == [70])
            try index.tell([], removed: ["b/x/1.mp3"], at: 100)
            try #expect(index.ada.roots(folder: nil).first?.folders.map(\.created) == [90])
            try #expect(index.ada.directory(ItemID.folder(library: "Music", path: path))?.folders.isEmpty == true)
        }
    }

    @Test func albumsAndArtistsAreDirectoriesToo() throws {
        try withIndex { index in
            try index.tell([
                song("x/1.mp3") { facts in
                    facts.album = "One"
                    facts.artists = ["A"]
                }
            ])
            let artist = try #require(try index.ada.directory(ItemID.artist("A")))
            #expect(artist.name == "A")
            #expect(artist.folders.map(\.name) == ["One"])
            let album = try #require(try index.ada.directory(artist.folders[0].id))
            #expect(album.parentID == artist.id)
            #expect(album.songs.map(\.title) == ["1"])
            try #expect(index.ada.directory("so-x") == nil)
        }
    }
}
