import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Of things that are all still to come, which ones a disk takes for each other.
@Suite struct ForeseenNamesTests {
    /// What each path clashes with, as `path: owner`, on a disk of that kind.
    private func clashes(
        _ folding: NameFolding, of paths: [String], leading: Int = 0, names: PlacedNames = PlacedNames()
    ) throws -> (clashes: [String: String], warning: String?) {
        let rows = try paths.map { path in
            RememberedItem(
                item: TreeItem(path: try EntryPath(path), modified: 1, content: .link(target: [0x2E])), blob: nil)
        }
        let table = try SortedTable(rows.sorted { $0.item.path < $1.item.path })
        let made = ForeseenNames(folding, leading: leading) { () throws(LockerError) in
            try TwinPaths.find(in: table)
        }
        let foreseen = try #require(made)
        var found: [String: String] = [:]
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let clash = try foreseen.clash(at: EntryPath(path), names: names) else { continue }
            found[path] = "\(clash.path): \(clash.owner)"
        }
        return (found, foreseen.warning)
    }

    @Test func `the second of two names that differ in case clashes, and so does all in a folder`() throws {
        let (found, warning) = try clashes(
            .folds, of: ["ALBUM/1", "ALBUM/2", "Album/1", "Album/3", "Song.mp3", "song.mp3", "other", "others/a"])
        #expect(
            found == ["Album/1": "Album: ALBUM", "Album/3": "Album: ALBUM", "song.mp3": "song.mp3: Song.mp3"])
        #expect(warning == nil)
    }

    @Test func `where it cannot be told, that is said, and nothing clashes`() throws {
        let (found, warning) = try clashes(.untold, of: ["ALBUM/1", "Album/1", "other"])
        #expect(found.isEmpty)
        #expect(warning?.hasPrefix("Album and ALBUM may be one to this disk") == true)
        try #expect(clashes(.untold, of: ["A", "b"]).warning == nil)
        let more = try clashes(.untold, of: ["A", "B", "a", "b"]).warning
        #expect(more?.contains("a and A, and 1 more pair, may be one") == true)
    }

    @Test func `how letters are composed, and capitals beyond ASCII, are not the same to all such disks`() throws {
        for pair in [["\u{E9}", "e\u{301}"], ["\u{C9}", "\u{E9}"]] {
            let (found, warning) = try clashes(.folds, of: pair)
            #expect(found.isEmpty && warning != nil)
        }
    }

    @Test func `what is called otherwise here clashes by that name, and the folders around all of it do not`() throws {
        var names = PlacedNames()
        names.add(Array("a".utf8), as: Array("a (2)".utf8))
        try #expect(clashes(.folds, of: ["A", "a"], names: names).clashes.isEmpty)
        try #expect(clashes(.folds, of: ["Top/A", "Top/a"], leading: 1).clashes == ["Top/a": "Top/a: Top/A"])
        try #expect(clashes(.folds, of: ["TOP/A", "Top/a"], leading: 1).clashes.isEmpty)
    }

    @Test func `where names are told apart, there is nothing to foresee`() {
        let isThere = ForeseenNames(.distinct) { () throws(LockerError) in [] } != nil
        #expect(!isThere)
    }

    @Test func `a disk that holds both of two names is known without writing to it`() throws {
        try withTemporaryDirectory { folder in
            let isExact = try isExact(folder)
            let opened = try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)
            if isExact { #expect(NameFolding.of(opened) != .folds) }
            #expect(NameFolding.of(comingTo: Array("\(folder)/not/there".utf8)) == NameFolding.of(opened))
            try #expect(readFolder(opened).isEmpty)
        }
    }

    /// Whether the disk of tests tells names apart.
    private func isExact(_ folder: String) throws -> Bool {
        try makeFile("\(folder)/a", [])
        defer { unlink("\(folder)/a") }
        return access("\(folder)/A", F_OK) != 0
    }
}
