import LockerBase
import Testing

/// What one engine makes of the same pattern by two rules. What gitignore's are, git is asked where ignore files are
/// tested.
@Suite struct GlobDialectTests {
    private func matches(_ pattern: String, _ text: String, _ dialect: Glob.Dialect) -> Bool {
        let glob = Glob(Array(pattern.utf8), isPath: pattern.contains("/"), by: dialect)
        return Array(text.utf8).withUnsafeBufferPointer { bytes in glob?.matches(bytes) ?? false }
    }

    @Test func `what differs is what is said of it`() {
        let cases: [(pattern: String, text: String, git: Bool, search: Bool)] = [
            ("x/a**c", "x/abbc", true, true), ("x/a**c", "x/ab/bc", false, true), ("a/**", "a/b/c", true, true),
            ("**/a", "x/y/a", true, true), ("**\\/a", "a", false, false), ("[a", "[a", false, true),
            ("a\\", "a\\", false, true), ("[[:foo:]", "[f", false, true), ("\\x61", "a", false, true),
            ("\\x61", "x61", true, false), ("[\\x61]", "6", true, false), ("[[:space:]]", " ", true, true),
        ]
        for one in cases {
            #expect(matches(one.pattern, one.text, .gitignore) == one.git, "\(one.pattern) \(one.text)")
            #expect(matches(one.pattern, one.text, .search) == one.search, "\(one.pattern) \(one.text)")
        }
    }

    @Test func `a pattern of one text says which that is`() throws {
        let literal = try #require(Glob(Array("a\\*b".utf8), isPath: false, by: .gitignore))
        #expect(literal.isLiteral && literal.prefix == Array("a*b".utf8))
        let other = try #require(Glob(Array("a*b".utf8), isPath: false, by: .gitignore))
        #expect(!other.isLiteral && other.prefix == Array("a".utf8))
    }
}
