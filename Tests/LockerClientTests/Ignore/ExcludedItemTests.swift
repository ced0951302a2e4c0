import Glibc
import LockerBase
import LockerCommands
import LockerSync
import LockerTestSupport
import Testing

/// What is told of what is left out.
@Suite struct ExcludedItemTests {
    private func excluded(
        _ paths: [String], ignoring patterns: [String: String], _ rules: IgnoreRules
    ) throws -> [ExcludedItem] {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, paths, ignoring: patterns)
            return try TreeWalker.walk(Array(folder.utf8), rules: rules).excluded.rows()
        }
    }

    @Test func `each has the pattern, the file and the line that leave it out`() throws {
        let items = try excluded(
            ["a.wav", "b/x", "b.tmp", "c/d.bak", "c/e", "c/.DS_Store", "f/g/h"],
            ignoring: ["": "# mine\n\nb/\n*.tmp", "c/": "*.bak\n!e", "f/": "g"], IgnoreRules("*.wav", defaults: true))
        #expect(items.map(\.path.description) == ["a.wav", "b", "b.tmp", "c/.DS_Store", "c/d.bak", "f/g"])
        #expect(items.map(\.isFolder) == [false, true, false, false, false, true])
        #expect(
            items.map(\.why.reason) == [
                "excluded by --exclude *.wav", "excluded by b/, line 3 of .lockerignore",
                "excluded by *.tmp, line 4 of .lockerignore", "excluded by .DS_Store, a default",
                "excluded by *.bak, line 1 of c/.lockerignore", "excluded by g, line 1 of f/.lockerignore",
            ])
    }

    @Test func `a folder in which nothing else is is an empty one`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, ["a/.DS_Store", "a.b", "b/c/x", "b-"], ignoring: ["": "x"])
            let tree = try TreeWalker.walk(Array(folder.utf8), rules: .standard)
            try #expect(tree.items.rows().map(\.path.description) == [".lockerignore", "a", "a.b", "b-", "b/c"])
            try #expect(tree.items.rows().filter(\.isFolder).map(\.path.description) == ["a", "b/c"])
            try #expect(tree.excluded.rows().map(\.path.description) == ["a/.DS_Store", "b/c/x"])
        }
    }

    @Test func `below a folder of a library, all paths begin with its own, and patterns do not`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, ["a/x", "a/y", "y"], ignoring: ["": "/a/x", "a/": "/y"])
            let under = try EntryPath("Photos/2024")
            let tree = try TreeWalker.walk(Array(folder.utf8), rules: IgnoreRules("/y"), under: under)
            let kept = ["Photos/2024/.lockerignore", "Photos/2024/a/.lockerignore"]
            try #expect(tree.items.rows().map(\.path.description) == kept)
            let excluded = ["Photos/2024/a/x", "Photos/2024/a/y", "Photos/2024/y"]
            try #expect(tree.excluded.rows().map(\.path.description) == excluded)
        }
    }

    @Test func `a list has a line for each, and JSON says where`() throws {
        var report = SyncReport()
        let pattern = Exclusion.pattern(Array("*.b".utf8), in: .file(Array("c/.lockerignore".utf8)), line: 2)
        report.exclusions = [
            ExcludedItem(path: try EntryPath("a"), isFolder: true, why: .cache),
            ExcludedItem(path: try EntryPath("c/d.b"), isFolder: false, why: pattern),
        ]
        report.changes = [SyncChange(path: Array("b".utf8), kind: .added, reason: "new")]
        report.unchangedItems = [TreeItem(path: try EntryPath("c"), modified: 0, content: .folder)]
        #expect(
            SyncText.lines(report) == [
                "x a/: excluded but for its CACHEDIR.TAG, which says that it is a cache", "+ b: new", "= c/: unchanged",
                "x c/d.b: excluded by *.b, line 2 of c/.lockerignore",
            ])
        let json = SyncText.json(report, dryRun: true).text
        let words = #"{"file":"c/.lockerignore","line":2,"path":"c/d.b","pattern":"*.b","#
        #expect(json.contains(words) && json.contains(#""unchanged_paths":[{"path":"c"}]"#))
    }
}
