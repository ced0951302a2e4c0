import MediaWorker
import Testing

@Suite struct TagTextTests {
    private func clean(_ text: String, limit: Int = TagText.maximum) -> String? {
        TagText.clean(Array(text.utf8), limit: limit)
    }

    @Test func `what is plain stays as it is`() {
        #expect(clean("Rain, at last") == "Rain, at last")
        #expect(clean("Übermut ♫") == "Übermut ♫")
    }

    @Test func `control characters go, and ends of lines become blanks`() {
        #expect(clean("a\u{1B}[2J\u{9B}b\u{0}c") == "a[2Jbc")
        #expect(clean("one\ntwo\r\n\tthree") == "one two   three")
        #expect(clean("\u{1}\n\u{2}") == nil)
        #expect(clean("") == nil)
        #expect(clean("  padded ") == "padded")
    }

    @Test func `what is too long is cut between characters`() {
        #expect(clean("a" + String(repeating: "é", count: 3000)) == "a" + String(repeating: "é", count: 511))
        #expect(clean("abcdef", limit: 3) == "abc")
    }

    @Test func `what is no UTF-8 is kept as far as it is`() {
        #expect(TagText.clean([UInt8]([0x61, 0xFF, 0x62])) == "a\u{FFFD}b")
    }
}
