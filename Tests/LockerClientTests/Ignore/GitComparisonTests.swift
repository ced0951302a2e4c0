import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// Whatever git leaves out by a .gitignore, a walk leaves out by a .lockerignore.
@Suite(.enabled(if: Git.isThere, "there is no git")) struct GitComparisonTests {
    private func expectAsGit(
        _ paths: [String], _ patterns: [String: String], location: SourceLocation = #_sourceLocation
    ) throws {
        try withTemporaryDirectory { folder in
            let tree = folder + "/tree"
            try IgnoreTree.make(in: folder, ["tree/"])
            try IgnoreTree.make(in: tree, paths, ignoring: patterns)
            let all = Set(try IgnoreTree.kept(in: tree, .none))
            try IgnoreTree.make(in: tree, [], ignoring: patterns, named: ".gitignore")
            let ignored = try Git.ignored(in: tree, repository: folder + "/git").map { EntryPath.printable($0) }
            let kept = Set(try IgnoreTree.kept(in: tree, IgnoreRules()))
            #expect(kept == all.subtracting(ignored), "\(patterns)", sourceLocation: location)
        }
    }

    private static let names = [
        "a", "b", "ab", "a.txt", "#c", "!d", " e", "f ", "g  ", "h\t", "*", "[a]", "a-b", "A", "é", "a,b", "sub/a",
        "sub/b", "sub/a.txt", "sub/deep/a", "sub/deep/b", "other/sub/a", "other/sub/x/a", "other/a/b/c",
    ]

    @Test(arguments: [
        "a", "/a", "a/", "sub", "sub/", "/sub/", "sub/a", "/sub/a", "sub/*", "sub/*/", "*/a", "/*", "*", "**", "**/",
        "**/a", "**/sub", "**/sub/a", "sub/**", "sub/**/", "/**/a", "other/**/a", "other/**/**/a", "***/a", "a**",
        "other/*/a", "other/*/*/a", "*.txt", "a.*", "a?b", "?", "[ab]", "[!a]", "[^a]", "[a-]", "[]a]", "[!]a]", "[a",
        "[[]a]", "[[:alpha:]]", "[[:upper:]]", "[[:foo:]]", "[[:alpha:]", "[b-a]", "[a\\-z]b", "a[,-]b", "\\*", "\\a",
        "\\", "a\\", "\\#c", "#c", "\\!d", "!d", " e", "f", "f ", "f\\ ", "g\\  ", "g\\ \\ ", "h", "h\t", "", "/", "!",
        "//a", "sub//a", "é", "??", "a\\/", "sub/deep/", "other/sub", "**\\/a", "*/**/a", "s*b/d*p/?",
        "*\n!a", "*\n!*/\n!a", "/*\n!/sub", "sub/\n!sub/a", "sub/*\n!sub/a", "!a\na", "a\n!a\na", "*.txt\n!/a.txt",
        "a\r\nb\r\n", "a\r", "\u{FEFF}a", "a\n\n  \n#x\nb", "a\u{0}b",
    ])
    func `one file of patterns`(text: String) throws {
        try expectAsGit(GitComparisonTests.names, ["": text])
    }

    @Test(arguments: [
        ["": "*.txt", "sub/": "!a.txt"], ["": "!a", "sub/": "a"], ["sub/": "/a"], ["sub/": "a/"], ["sub/": "deep/a"],
        ["": "sub/", "sub/": "!a"], ["": "sub/*", "sub/": "!a"], ["other/": "sub/**/a", "other/sub/": "!x"],
        ["": "a", "other/": "!a", "other/sub/": "a"], ["sub/deep/": "*"], ["other/sub/": "x/"],
    ])
    func `files of patterns in several folders`(patterns: [String: String]) throws {
        try expectAsGit(GitComparisonTests.names, patterns)
    }

    /// Of stars that stand behind a literal beginning and before a slash git has an opinion of its own.
    @Test(arguments: 1...6)
    func `patterns at random`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let parts = [
            "a", "b", "ab", "*", "?", "a*", "*b", "*a*", "[ab]", "[!a]*", "**", "\\a", "a?", "*a*b", "?b", "[a-b]?",
        ]
        func pattern() -> String {
            let count = Int.random(in: 1...4, using: &random)
            let middle = (0..<count).map { _ in parts.randomElement(using: &random) ?? "a" }.joined(separator: "/")
            let (start, end) = (Int.random(in: 0...5, using: &random), Int.random(in: 0...3, using: &random))
            return (start == 0 ? "!" : start == 1 ? "/" : "") + middle + (end == 0 ? "/" : "")
        }
        func path() -> String {
            let names = ["a", "b", "ab", "ba", "aab", "abb"]
            // A name of a file has a dot in it: none is that of a folder elsewhere.
            let count = Int.random(in: 1...4, using: &random)
            let path = (0..<count).map { _ in names.randomElement(using: &random) ?? "a" }.joined(separator: "/")
            return path + (count == 1 ? "." : ".b")
        }
        for _ in 0..<8 {
            let paths = (0..<60).map { _ in path() }
            let patterns = (0..<Int.random(in: 1...6, using: &random)).map { _ in pattern() }
            try expectAsGit(paths, ["": patterns.joined(separator: "\n")])
        }
    }
}
