import LockerBase
import MediaIndex
import Testing

/// Ids of songs, over all that happens to their files.
@Suite struct CopyTests {
    private func ids(_ index: MediaIndex) throws -> [String: String] {
        var ids: [String: String] = [:]
        for song in try index.ada.allSongs() { ids["\(song.library)/\(song.path)"] = song.id }
        return ids
    }

    @Test func aSongIsNamedByItsTrackAndWithoutOneByItsBlob() throws {
        try withIndex { index in
            var bare = try song("b.mp3")
            bare.track = nil
            try index.tell([song("a.mp3", sound: "x"), bare])
            try #expect(ids(index) == ["Music/a.mp3": ItemID.song(digest("x")), "Music/b.mp3": ItemID.song(bare.blob)])
            try #expect(index.ada.only("b")?.track == nil)
            try #expect(index.ada.only("a")?.track == digest("x"))
        }
    }

    @Test func aRetagAndAMoveLeaveTheId() throws {
        try withIndex { index in
            try index.tell([song("a/1.mp3", sound: "x") { $0.title = "Old" }])
            try index.tell([song("a/1.mp3", sound: "x") { $0.title = "New" }])
            try #expect(index.ada.only("New")?.id == ItemID.song(digest("x")))
            try index.tell([song("z/9.mp3", sound: "x") { $0.title = "New" }], removed: ["a/1.mp3"])
            try #expect(ids(index) == ["Music/z/9.mp3": ItemID.song(digest("x"))])
        }
    }

    @Test func theFirstOfSeveralCopiesBearsTheId() throws {
        try withIndex { index in
            let base = ItemID.song(digest("x"))
            func suffixed(_ library: String, _ path: String) throws -> String {
                base + "-" + ItemID.copy(library: library, path: try EntryPath(path))
            }
            try index.tell([song("m.mp3", sound: "x")], library: "B")
            try #expect(ids(index) == ["B/m.mp3": base])
            try index.tell([song("z.mp3", sound: "x"), song("n.mp3", sound: "x")], library: "B")
            try #expect(
                ids(index) == [
                    "B/m.mp3": base, "B/n.mp3": suffixed("B", "n.mp3"), "B/z.mp3": suffixed("B", "z.mp3"),
                ])
            try index.tell([song("q.mp3", sound: "x")], library: "A")
            try #expect(ids(index)["A/q.mp3"] == base)
            try #expect(ids(index)["B/m.mp3"] == suffixed("B", "m.mp3"))
            try index.forget(account: "ada", library: "A")
            try #expect(ids(index)["B/m.mp3"] == base)
            try index.tell([song("o.mp3", sound: "x")], removed: ["m.mp3"], library: "B")
            try #expect(
                ids(index) == [
                    "B/n.mp3": base, "B/o.mp3": suffixed("B", "o.mp3"), "B/z.mp3": suffixed("B", "z.mp3"),
                ])
        }
    }

    @Test func everyCopyIsFoundByItsIdAndAnUnknownEndFallsBack() throws {
        try withIndex { index in
            try index.tell([song("a.mp3", sound: "x"), song("b.mp3", sound: "x")])
            for (place, id) in try ids(index) {
                let found = try #require(try index.ada.song(id))
                #expect("\(found.library)/\(found.path)" == place)
            }
            let base = ItemID.song(digest("x"))
            try #expect(index.ada.song(base + "-00000000")?.id == base)
            try #expect(index.ada.song(base + "-")?.path.text == "a.mp3")
            for id in ["", "so-", "so-" + String(repeating: "0", count: 26), base.uppercased(), "\u{0}"] {
                try #expect(index.ada.song(id) == nil)
            }
        }
    }

    @Test func albumsKeepTheirIdsOverMoves() throws {
        try withIndex { index in
            func file(_ path: String) throws -> LibraryUpdate.File {
                try song(path, sound: "x") { facts in
                    facts.album = "Straße"
                    facts.artists = ["Müller"]
                }
            }
            try index.tell([file("a/1.mp3")])
            let album = try #require(try index.ada.find("strasse").albums.first)
            try index.tell([file("b/1.mp3")], removed: ["a/1.mp3"])
            try #expect(index.ada.albums(.byName, ListPart(offset: 0, count: 9), folder: nil).map(\.id) == [album.id])
            #expect(album.id == ItemID.album(artists: ["muller"], name: "STRASSE", release: nil))
        }
    }
}
