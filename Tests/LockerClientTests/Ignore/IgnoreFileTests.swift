import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct IgnoreFileTests {
    @Test func `comments, escapes and blanks at the end are as gitignore has them`() throws {
        let names = ["#a", "!b", "c", "d ", "e ", "f", "g"]
        let text = "\u{FEFF}g\r\n#a\n\\!b\nc   \nd\\ \n\ne \n   \nf"
        try #expect(IgnoreTree.kept(names, ignoring: ["": text]) == ["#a", "e "])
    }

    @Test func `a slash anchors, one at the end means folders, and a link to a folder is none`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(
                in: folder, ["build/x", "sub/build/x", "sub/out", "out/x", "top", "sub/top"],
                ignoring: ["": "/build\nout/\n/top"])
            symlink("build", "\(folder)/sub/link")
            try makeFile("\(folder)/sub/.lockerignore", Array("link/".utf8))
            try #expect(IgnoreTree.kept(in: folder) == ["sub/build/x", "sub/link", "sub/out", "sub/top"])
        }
    }

    @Test func `nothing below a folder that is left out comes back`() throws {
        let paths = ["cache/keep", "cache/x", "logs/keep", "logs/x"]
        let patterns = ["": "cache/\n!cache/keep\nlogs/*\n!logs/keep", "cache/": "!keep"]
        try #expect(IgnoreTree.kept(paths, ignoring: patterns) == ["logs/keep"])
    }

    @Test func `the command line comes before files, inner files before outer ones, and all before defaults`() throws {
        let paths = ["a", "b", "sub/a", "sub/b", "sub/.DS_Store", ".DS_Store"]
        let patterns = ["": "a\nb", "sub/": "!a\n!.DS_Store"]
        #expect(
            try IgnoreTree.kept(paths, ignoring: patterns, IgnoreRules("!b", "/b", defaults: true))
                == ["sub/.DS_Store", "sub/a", "sub/b"])
        #expect(
            try IgnoreTree.kept(paths, ignoring: patterns, IgnoreRules("/b", "!b"))
                == [".DS_Store", "b", "sub/.DS_Store", "sub/a", "sub/b"])
    }

    @Test func `names are bytes`() throws {
        try withTemporaryDirectory { folder in
            for name in [[0x61, 0xFF], [0x61, 0xFE], [0xC3, 0xA9]] as [[UInt8]] {
                let path = (Array("\(folder)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }
                close(creat(path, 0o644))
            }
            func kept(_ pattern: [UInt8]) throws -> Int {
                let rules = IgnoreRules(patterns: [pattern])
                return try TreeWalker.walk(Array(folder.utf8), rules: rules).items.count
            }
            try #expect(kept([0x61, 0xFF]) == 2)
            try #expect(kept([0x61, 0x5B, 0xFE, 0x2D, 0xFF, 0x5D]) == 1)
            try #expect(kept(Array("??".utf8)) == 0)
        }
    }

    /// A matcher that tries all ways for each star would not come to an end.
    @Test func `hostile patterns cost no more than others`() throws {
        let name = String(repeating: "a", count: 250)
        let deep = (0..<60).map { _ in "a" }.joined(separator: "/")
        let patterns = [
            String(repeating: "*a", count: 120) + "*b", String(repeating: "**/", count: 60) + "b",
            String(repeating: "**/a/", count: 40) + "b", "/" + String(repeating: "*/**/", count: 60) + "b",
            String(repeating: "?*", count: 200) + "b", String(repeating: "[a-b]*", count: 200) + "c",
        ]
        let paths = [name, "\(deep)/\(name)"]
        try #expect(IgnoreTree.kept(paths, ignoring: ["": patterns.joined(separator: "\n")]) == paths.sorted())
    }

    @Test func `many patterns are looked up, and the last counts`() throws {
        let many = (0..<20_000).map { "x\($0)" }.joined(separator: "\n")
        let patterns = ["": many + "\n!x7\nsub/y\n!sub/y"]
        try #expect(IgnoreTree.kept(["x6", "x7", "sub/y", "sub/x8"], ignoring: patterns) == ["sub/y", "x7"])
    }

    @Test func `a folder whose ignore file cannot be told is passed over whole`() throws {
        try withTemporaryDirectory { folder in
            try IgnoreTree.make(in: folder, ["large/a", "link/a", "pipe/a", "folder/.lockerignore/a", "b"])
            try makeFile("\(folder)/large/.lockerignore", [UInt8](repeating: UInt8(ascii: "\n"), count: (1 << 20) + 1))
            symlink("/dev/null", "\(folder)/link/.lockerignore")
            mkfifo("\(folder)/pipe/.lockerignore", 0o644)
            let tree = try TreeWalker.walk(Array(folder.utf8), rules: .standard)
            try #expect(tree.items.rows().map(\.path.description) == ["b", "folder/.lockerignore/a"])
            #expect(tree.unread.map(\.description) == ["large", "link", "pipe"])
            #expect(tree.skipped.map { EntryPath.printable($0.path) } == ["large", "link", "pipe"])
            #expect(tree.skipped.allSatisfy { $0.reason.contains(".lockerignore") })
            let error = #expect(throws: LockerError.self) {
                try TreeWalker.walk(Array("\(folder)/large".utf8), rules: .standard)
            }
            #expect(error?.code == .failedPrecondition && error?.message.contains("1 MiB") == true)
        }
    }

    @Test func `what matches nothing is no pattern of a command line`() {
        for pattern in ["", "/", "!", "!/", "[a", "a\\", String(repeating: "a", count: 4097)] {
            #expect(!IgnoreRules.isPattern(Array(pattern.utf8)), "\(pattern)")
        }
        for pattern in ["a", "/a", "!a", "a/", "**", "[a]", "\\a"] {
            #expect(IgnoreRules.isPattern(Array(pattern.utf8)), "\(pattern)")
        }
    }
}
