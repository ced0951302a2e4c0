import LockerBase
import MediaFacts
import MediaIndex
import Testing

/// The ids of rule 1, as another program works them out: they may never change.
@Suite struct ItemIDTests {
    @Test func songsAreNamedByTheirTrack() throws {
        let key = try #require(Digest((0..<32).map { UInt8($0) }))
        #expect(ItemID.song(key) == "so-t4chgagx4m6zp1tsyn4pve173m")
        try #expect(ItemID.copy(library: "Music", path: EntryPath("a/b.mp3")) == "kj5t2qfr")
    }

    @Test func albumsAreNamedByTheirArtistsAndTheirName() {
        let two = ItemID.album(artists: ["Antonín Dvořák", "Someone"], name: "Symphony No. 9", release: nil)
        #expect(two == "al-w2hk3hh0dhf22hfn71j04r2bbc")
        let released = ItemID.album(artists: ["ANTONIN DVORAK"], name: "symphony  no. 9", release: "AB-CD")
        #expect(released == "al-0dvfeeeezsa30gycxw24a4b06w")
        #expect(ItemID.album(library: "Music", folder: Array("a/b".utf8)) == "al-3g87xfr0vqrwf0hnbcf12xfq58")
    }

    @Test func artistsAndFoldersAreNamedByTheirNamesAndPaths() {
        #expect(ItemID.artist("Antonín Dvořák") == "ar-8aztq4z2714a6cvyg9pvbn5dmr")
        #expect(ItemID.folder(library: "Music", path: []) == "fo-v7gfvymmfh1pk008ppqjp9qzsw")
    }

    @Test func fieldsDoNotRunIntoEachOther() {
        #expect(
            ItemID.album(artists: ["a", "b"], name: "c", release: nil)
                != ItemID.album(artists: ["a"], name: "b", release: "c"))
        #expect(
            ItemID.folder(library: "ab", path: Array("c".utf8)) != ItemID.folder(library: "a", path: Array("bc".utf8)))
    }

    @Test func theFrontCoverComesBeforeOthersAndIconsAreNone() {
        #expect(CoverID.embedded([embedded("a", kind: 0), embedded("b")]) == "co-" + String(repeating: "b", count: 32))
        #expect(CoverID.embedded([embedded("a", kind: 1), embedded("b", kind: 4)])?.hasSuffix("b") == true)
        #expect(CoverID.embedded([embedded("a", kind: 1)]) == nil)
        #expect(CoverID.embedded([embedded("x")]) == nil)
        #expect(CoverID.embedded([]) == nil)
    }
}
