import LockerBase
import MediaIndex
import Testing

@Suite struct CoverTests {
    @Test func thePictureInTheTagsComesFirst() throws {
        try withIndex { index in
            try index.tell([song("x/1.mp3") { $0.pictures = [embedded("a")] }, picture("x/cover.jpg")])
            let shown = try #require(try index.ada.only("1"))
            #expect(shown.coverID == "co-" + String(repeating: "a", count: 32))
            let source = CoverSource.embedded(
                blob: shown.blob, size: 100, picture: String(repeating: "a", count: 32), mediaType: "image/png")
            let ids = [shown.coverID ?? "", shown.id, shown.albumID, shown.artistID]
            for id in ids { try #expect(index.ada.cover(id) == source) }
            let file = CoverSource.file(blob: digest("x/cover.jpg"), size: 70)
            try #expect(index.ada.cover(shown.folderID) == file)
        }
    }

    private static let choices: [([String], String?)] = [
        (["front.png", "Cover.JPG", "folder.jpg", "z.jpg"], "Cover.JPG"), (["album.jpeg", "front.jpg"], "front.jpg"),
        (["scan 7.webp"], "scan 7.webp"), (["a.jpg", "b.jpg"], nil), (["cover.png", "cover.jpg"], "cover.jpg"),
    ]

    @Test(arguments: choices) func aFolderHasAPictureByItsName(_ names: [String], _ chosen: String?) throws {
        try withIndex { index in
            try index.tell([song("x/1.mp3")] + names.map { try picture("x/\($0)", $0) })
            let shown = try #require(try index.ada.only("1"))
            let source: CoverSource? = chosen.map { CoverSource.file(blob: digest($0), size: 70) }
            #expect(shown.coverID == chosen.map { CoverID.file(digest($0)) })
            try #expect(index.ada.cover(shown.id) == source)
        }
    }

    @Test func theFolderAroundServesWhereThereIsNone() throws {
        try withIndex { index in
            try index.tell([
                song("x/CD1/1.mp3"), song("x/CD2/2.mp3"), picture("x/cover.jpg"), picture("x/CD2/cover.jpg"),
            ])
            try #expect(index.ada.only("1")?.coverID == CoverID.file(digest("x/cover.jpg")))
            try #expect(index.ada.only("2")?.coverID == CoverID.file(digest("x/CD2/cover.jpg")))
            try index.tell([], removed: ["x/CD2/cover.jpg"])
            try #expect(index.ada.only("2")?.coverID == CoverID.file(digest("x/cover.jpg")))
            try index.tell([picture("x/cover.jpg", "another")])
            try #expect(index.ada.only("1")?.coverID == CoverID.file(digest("another")))
            try index.tell([], removed: ["x/cover.jpg"])
            try #expect(index.ada.only("1")?.coverID == nil)
            try #expect(index.ada.cover(CoverID.file(digest("another"))) == nil)
        }
    }

    @Test func anAlbumHasTheCoverOfItsFirstSongThatHasOne() throws {
        try withIndex { index in
            try index.tell(
                (1...3).map { number in
                    try song("\(number)/\(number).mp3") { facts in
                        facts.album = "One"
                        facts.track = number
                        if number > 1 { facts.pictures = [embedded(number == 2 ? "b" : "c")] }
                    }
                })
            let album = try #require(try index.ada.find("one").albums.first)
            #expect(album.coverID?.hasSuffix("bb") == true)
            try #expect(index.ada.artists(folder: nil).first?.coverID == album.coverID)
            try index.tell([], removed: ["2/2.mp3"])
            try #expect(index.ada.album(album.id)?.coverID?.hasSuffix("cc") == true)
        }
    }

    @Test func whatIsNoCoverIsNone() throws {
        try withIndex { index in
            try index.tell([song("x/1.mp3")])
            for id in ["", "co-", "cb-", "cb-zz", "so-", "xx-1", "co-\u{0}", String(repeating: "c", count: 10_000)] {
                try #expect(index.ada.cover(id) == nil)
            }
        }
    }
}
