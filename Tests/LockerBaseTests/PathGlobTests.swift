import LockerBase
import LockerTestSupport
import Testing

@Suite struct PathGlobTests {
    private func glob(_ pattern: String, ignoringCase: Bool = false) throws -> PathGlob {
        try PathGlob(Array(pattern.utf8), ignoringCase: ignoringCase)
    }

    private func matches(_ pattern: String, _ path: String) throws -> Bool {
        try glob(pattern).matches(Array(path.utf8))
    }

    @Test(arguments: [
        ("*.flac", "a.flac"), ("*.flac", "Music/x/a.flac"), ("*.flac", ".flac"), ("a?c", "x/abc"), ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"), ("[^a-c]x", "dx"), ("[]]x", "]x"), ("[a-]x", "-x"), ("[a", "[a"), ("a[", "a["),
        ("\\*x", "*x"),
        ("[\\]]x", "]x"), ("\\x2ax", "*x"), ("\\", "\\"), ("a\\", "a\\"), ("**", "a/b/c"), ("Music/*", "Music/a"),
        ("Music/**", "Music/a/b"), ("**/a", "a"), ("**/a", "x/y/a"), ("a/**/b", "a/b"), ("a/**/b", "a/x/y/b"),
        ("/a", "a"), ("./a", "a"), ("/a*", "ab"), ("a/", "x/a"), ("a**c", "abbc"), ("x/a**c", "x/ab/bc"), ("***", "a"),
        ("a/**/**/b", "a/b"), ("*", ".hidden"), ("[!/]x", "ax"), ("[[:digit:]]x", "7x"), ("[![:alpha:]_]x", "7x"),
        ("[[:foo:]", "[f"), ("[\\x61-c]x", "bx"), ("/**b/*c", "a/xb/xc"), ("/**b*c/d", "b/bxc/d"),
        ("/**b/c", "xb/b/c"), ("/a**/c", "a/b/c"), ("**\\/a", "x/a"),
    ])
    func `what it matches`(pattern: String, path: String) throws {
        try #expect(matches(pattern, path))
    }

    @Test(arguments: [
        ("*.flac", "a.flac/x"), ("*.flac", "a.mp3"), ("a?c", "a/c"), ("x/*", "x/y/z"), ("x/*", "x"), ("a?c", "ac"),
        ("[a-c]x", "dx"), ("[!a-c]x", "ax"), ("a[!b]c", "a/c"), ("a[.-0]c", "a/c"), ("\\*x", "ax"), ("/a", "x/a"),
        ("./a", "x/a"), ("/a*", "x/ab"), ("**/b", "ab"), ("a/**/b", "ab"), ("a/**/b", "a/xb"), ("a/**", "a"),
        ("a/b", "x/a/b"), ("a", "A"), ("[z-a]", "b"), ("[[:digit:]]x", "ax"), ("/**b*c/d", "b/xc/d"), ("**\\/a", "a"),
        ("/**b/c", "xb/bc"),
    ])
    func `what it does not match`(pattern: String, path: String) throws {
        try #expect(!matches(pattern, path))
    }

    @Test(arguments: ["", "/", "./", "//"])
    func `a pattern of nothing is none`(pattern: String) {
        #expect(throws: LockerError.self) { try glob(pattern) }
    }

    @Test func `names are bytes`() throws {
        try #expect(PathGlob([UInt8(ascii: "?"), UInt8(ascii: "x")]).matches([0xFF, UInt8(ascii: "x")]))
        try #expect(glob("\\xffx").matches([0xFF, UInt8(ascii: "x")]))
        try #expect(glob("??").matches(Array("é".utf8)) && !glob("?").matches(Array("é".utf8)))
    }

    @Test func `a folder is covered with all that is in it`() throws {
        for path in ["b", "a/b", "b/c", "a/b/c/d"] { try #expect(glob("b").covers(Array(path.utf8)), "\(path)") }
        for path in ["a/b", "a/b/c"] { try #expect(glob("a/*").covers(Array(path.utf8)), "\(path)") }
        for path in ["a", "ab", "bc/d"] { try #expect(!glob("b").covers(Array(path.utf8)), "\(path)") }
        try #expect(!glob("/b").covers(Array("a/b/c".utf8)))
        for path in ["a/b", "a/x/b", "a/x/b/c"] { try #expect(glob("a/**/b").covers(Array(path.utf8)), "\(path)") }
        for path in ["a", "a/bc", "a/x/bc/d"] { try #expect(!glob("a/**/b").covers(Array(path.utf8)), "\(path)") }
    }

    @Test func `case is nothing where that is asked for, also beyond ASCII`() throws {
        for path in ["BJÖRK", "Björk", "x/bjÖrk"] {
            try #expect(glob("björk", ignoringCase: true).matches(Array(path.utf8)))
        }
        try #expect(glob("[A-C]\\x41", ignoringCase: true).matches(Array("ba".utf8)))
        try #expect(glob("\\x41*[[:upper:]]", ignoringCase: true).matches(Array("aXb".utf8)))
        try #expect(glob("a*", ignoringCase: true).matches([UInt8(ascii: "A"), 0xFF]))
    }

    @Test func `the folder that all lies in`() throws {
        let folders: [(String, String?)] = [
            ("a/b*/c", "a"), ("a/b/**", "a/b"), ("a/b", "a/b"), ("/a", "a"), ("a\\*/b?", "a*"), ("*/a", nil),
            ("a*", nil),
        ]
        for (pattern, folder) in folders { try #expect(glob(pattern).folder?.text == folder, "\(pattern)") }
        try #expect(glob("a/b*", ignoringCase: true).folder == nil)
    }

    /// A way that goes back and forth would not come to an end.
    @Test func `many stars take no time`() throws {
        let pattern = String(repeating: "a*", count: 100) + "b"
        try #expect(!matches(pattern, String(repeating: "a", count: 4000)))
        try #expect(!matches(String(repeating: "**/a", count: 100), String(repeating: "a/", count: 1000) + "b"))
        let names = String(repeating: "aaaa/", count: 800)
        try #expect(!matches("/" + String(repeating: "**a?*a*", count: 50) + "c", names))
        try #expect(!matches("/**" + String(repeating: "a*/", count: 60) + "b", names))
    }

    /// As the words say it, by trying everything.
    private func naive(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, atStart: Bool = true) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let (slash, star) = (UInt8(ascii: "/"), UInt8(ascii: "*"))
        if pattern.starts(with: [star, star]) {
            let rest = pattern.drop { $0 == star }
            if atStart, rest.first == slash {
                let starts = path.indices.filter { path[$0] == slash }.map { $0 + 1 } + [path.startIndex]
                return starts.contains { naive(rest.dropFirst(), path[$0...]) }
            }
            return (path.startIndex...path.endIndex).contains { naive(rest, path[$0...], atStart: false) }
        }
        if first == star {
            let end = path.firstIndex(of: slash) ?? path.endIndex
            return (path.startIndex...end).contains { naive(pattern.dropFirst(), path[$0...], atStart: false) }
        }
        guard let byte = path.first, first == byte || first == UInt8(ascii: "?") && byte != slash else { return false }
        return naive(pattern.dropFirst(), path.dropFirst(), atStart: first == slash)
    }

    @Test func `patterns at random mean what the words say`() throws {
        var random = SplitMix64(seed: 4711)
        func text(_ letters: String, _ length: Int) -> [UInt8] {
            let letters = Array(letters.utf8)
            return (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] }
        }
        var count = 0
        for _ in 0..<20_000 {
            let pattern = Array("x/".utf8) + text("ab**/?", Int.random(in: 1...7, using: &random)) + [UInt8(ascii: "a")]
            let path = Array("x/".utf8) + text("aab/", Int.random(in: 1...7, using: &random))
            let expected = naive(pattern[...], path[...])
            let folders = path.indices.filter { path[$0] == UInt8(ascii: "/") }
            let isCovered = expected || folders.contains { naive(pattern[...], path[..<$0]) }
            count += expected ? 1 : 0
            let glob = try PathGlob(pattern)
            let told = "\(String(decoding: pattern, as: UTF8.self)) \(String(decoding: path, as: UTF8.self))"
            #expect(glob.matches(path) == expected, "\(told)")
            #expect(glob.covers(path) == isCovered, "\(told)")
        }
        #expect(count > 200)
    }
}
