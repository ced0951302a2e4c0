import LockerBase
import Testing

@Suite struct ListedNameTests {
    private func refusal(_ name: String) -> String? {
        do throws(LockerError) {
            try ListedName.check(name, as: "a label", maximumLength: 20)
            return nil
        } catch {
            return error.code == .invalidArgument ? error.message : "another code"
        }
    }

    @Test(arguments: ["laptop", "Ada’s 🎧, up", "日本", "a  b", "é", "e\u{301}", "❤\u{FE0F}", "\\", "שלום"])
    func whatIsSeenIsAName(_ name: String) {
        #expect(refusal(name) == nil)
        #expect(ListedName.cleaned(name) == name)
        if name != "\\" { #expect(ListedName.shown(name) == name) }
    }

    /// What is wrong with each, what is nearest to it, and what lists show.
    @Test(arguments: [
        ("", ["is empty", "", ""]),
        ("   ", ["shows nothing", "", "\\x20\\x20\\x20"]),
        ("\u{200B}\u{FEFF}", ["shows nothing", "", "\\xe2\\x80\\x8b\\xef\\xbb\\xbf"]),
        ("\u{2800}\u{A0}", ["shows nothing", "", "\\xe2\\xa0\\x80\\xc2\\xa0"]),
        (" laptop", ["begins with a blank", "laptop", "\\x20laptop"]),
        ("laptop \u{3000}", ["ends with a blank", "laptop", "laptop\\x20\\xe3\\x80\\x80"]),
        ("a\u{202E}b", ["has the character U+202E", "ab", "a\\xe2\\x80\\xaeb"]),
        ("a\u{2066}b", ["has the character U+2066", "ab", "a\\xe2\\x81\\xa6b"]),
        ("a\u{200D}b", ["has the character U+200D", "ab", "a\\xe2\\x80\\x8db"]),
        ("a\nb", ["has the character U+000A", "ab", "a\\x0ab"]),
        ("a\u{E0041}b", ["has the character U+E0041", "ab", "a\\xf3\\xa0\\x81\\x81b"]),
        ("a\u{7F}", ["has the character U+007F", "a", "a\\x7f"]),
        ("\u{200B} a", ["has the character U+200B", "a", "\\xe2\\x80\\x8b a"]),
    ])
    func whatMisleadsIsRefusedAndWrittenOut(_ name: String, _ words: [String]) {
        let told = refusal(name)
        #expect(told?.contains("not a label, since it \(words[0])") == true, "\(told ?? "taken")")
        #expect(told?.contains("use 1 to 20 bytes of text") == true)
        #expect(ListedName.cleaned(name) == words[1])
        #expect(ListedName.shown(name) == words[2])
    }

    @Test func whatIsTooLongIsToldInPart() {
        let told = refusal(String(repeating: "x", count: 30))
        #expect(told?.hasPrefix("'\(String(repeating: "x", count: 20))': not a label, since it is too long") == true)
        #expect(refusal(String(repeating: "x", count: 20)) == nil)
        #expect(refusal(String(repeating: "é", count: 11))?.contains("is too long") == true)
    }
}
