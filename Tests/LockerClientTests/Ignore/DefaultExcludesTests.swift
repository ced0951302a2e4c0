import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct DefaultExcludesTests {
    private static let signature = "Signature: 8a477f597d28d172789f06886806bc55"

    private static let litter = [
        ".DS_Store", "sub/.DS_Store", "._song.mp3", "Thumbs.db", "desktop.ini", "@eaDir/x", ".stfolder/x",
        ".stversions/a/b", ".syncthing.song.mp3.tmp", "~syncthing~song.mp3.tmp", "Temp File.tmp", "Temp File 1.tmp",
        "iT.tmp",
    ]
    private static let music = [".hidden", "Temp File of mine", "_.mp3", "song.mp3", "song.tmp", "sub/song.mp3"]

    @Test func `litter is left out, and comes with those who ask for it`() throws {
        let all = DefaultExcludesTests.litter + DefaultExcludesTests.music
        try #expect(IgnoreTree.kept(all, ignoring: [:], .standard) == DefaultExcludesTests.music)
        try #expect(Set(IgnoreTree.kept(all, ignoring: [:], IgnoreRules())) == Set(all))
        try #expect(Set(IgnoreTree.kept(all, ignoring: [:], .none)) == Set(all))
        let rules = IgnoreRules("!Thumbs.db", defaults: true)
        try #expect(IgnoreTree.kept(all, ignoring: [:], rules).contains("Thumbs.db"))
    }

    @Test func `of a cache there is its tag, of one without the right words all`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, ["a/x/y", "a/z", "b/x", "c/x", "CACHEDIR.TAG"])
            let tag = Array((DefaultExcludesTests.signature + "\n# more").utf8)
            try makeFile("\(folder)/a/CACHEDIR.TAG", tag)
            try makeFile("\(folder)/b/CACHEDIR.TAG", Array(tag.dropFirst()))
            symlink("../a/CACHEDIR.TAG", "\(folder)/c/CACHEDIR.TAG")
            let tree = try TreeWalker.walk(Array(folder.utf8), rules: .standard)
            let kept = ["CACHEDIR.TAG", "a/CACHEDIR.TAG", "b/CACHEDIR.TAG", "b/x", "c/CACHEDIR.TAG", "c/x"]
            try #expect(tree.items.rows().map(\.path.description) == kept)
            try #expect(tree.excluded.rows().map(\.path.description) == ["a"])
            try #expect(tree.excluded.rows().map(\.why) == [.cache])
            try #expect(IgnoreTree.kept(in: folder, IgnoreRules()).contains("a/x/y"))
        }
    }

    @Test func `the folder that is named is no cache, whatever it says`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, ["song"])
            try makeFile("\(folder)/CACHEDIR.TAG", Array(DefaultExcludesTests.signature.utf8))
            try #expect(IgnoreTree.kept(in: folder, .standard) == ["CACHEDIR.TAG", "song"])
        }
    }
}
