import HTTPContent
import LockerBase
import Testing

@Suite struct EntityTagTests {
    @Test func contentIsNamedByItsDigest() {
        let digest = SHA256.digest(of: [1, 2, 3])
        let tag = EntityTag(digest)
        #expect(tag.fieldValue == "\"\(digest.hex)\"")
        #expect(!tag.isWeak)
        #expect(EntityTagSet(tag.fieldValue) == .tags([tag]))
    }

    @Test(
        arguments: [
            ("\"a\"", ["\"a\""]), ("W/\"a\"", ["W/\"a\""]), ("\"\"", ["\"\""]), ("\"a\",\"b\"", ["\"a\"", "\"b\""]),
            ("  \"a\" ,\t W/\"b\"  ", ["\"a\"", "W/\"b\""]), (",, \"a\" ,,, \"b\",", ["\"a\"", "\"b\""]),
            ("\"a,b\", \"c\"", ["\"a,b\"", "\"c\""]), ("\"*\"", ["\"*\""]), ("\"W/a\"", ["\"W/a\""]),
            ("\"ö\\\"", ["\"ö\\\""]),
        ] as [(String, [String])])
    func listsAreRead(text: String, tags: [String]) {
        guard case .tags(let found) = EntityTagSet(text) else {
            Issue.record("\(text) is not read")
            return
        }
        #expect(found.map(\.fieldValue) == tags)
    }

    @Test(arguments: [
        "", " ", ",", "a", "\"a", "a\"", "\"a\" \"b\"", "\"a\"b", "w/\"a\"", "W/ \"a\"", "W/a", "*, \"a\"", "\"a\", *",
        "**", "'a'", "\"a\u{7F}\"", "\"a\"; \"b\"",
        "\"a b\"",
    ])
    func nothingElseIsAList(text: String) {
        #expect(EntityTagSet(text) == .malformed)
    }

    @Test(arguments: ["*", " * ", "\t*"])
    func starIsAny(text: String) {
        #expect(EntityTagSet(text) == .any)
    }

    /// RFC 9110, section 8.8.3.2.
    @Test(arguments: [
        (true, true, false, true), (true, false, false, true), (false, true, false, true), (false, false, true, true),
    ])
    func weakTagsAreEqualForSomePurposes(one: Bool, other: Bool, isStrongly: Bool, isWeakly: Bool) {
        let (left, right) = (EntityTag("1", isWeak: one), EntityTag("1", isWeak: other))
        #expect(left.isStrongly(right) == isStrongly)
        #expect(left.isWeakly(right) == isWeakly)
        let third = EntityTag("2", isWeak: one)
        #expect(!left.isStrongly(third) && !left.isWeakly(third))
    }

    /// Text that looks alike is not the same content.
    @Test func bytesAreComparedAndNotCharacters() {
        #expect(!EntityTag("\u{E9}").isWeakly(EntityTag("e\u{301}")))
    }

    @Test func aTagHasNoCharacterThatBreaksIt() {
        let tag = EntityTag("a\"b c\r\n")
        #expect(tag.fieldValue == "\"a%22b%20c%0D%0A\"")
        #expect(EntityTagSet(tag.fieldValue) == .tags([tag]))
    }
}
