import MediaFacts
import MediaWorker
import Testing

@Suite struct LyricsTextTests {
    private func parse(_ text: String, limit: Int = TagText.maximumLyrics) -> SongLyrics? {
        Array(text.utf8).withUnsafeBytes { LyricsText.parse($0, language: "eng", limit: limit) }
    }

    private func line(_ start: Int?, _ text: String) -> SongLyrics.Line { SongLyrics.Line(start: start, text: text) }

    @Test func `plain lyrics keep their stanzas`() {
        let lyrics = parse("\n\nOne\r\nTwo\r\rThree\n\n")
        #expect(lyrics?.isSynced == false && lyrics?.language == "eng")
        #expect(lyrics?.lines == [line(nil, "One"), line(nil, "Two"), line(nil, ""), line(nil, "Three")])
    }

    @Test func `LRC has a time before each line, or several`() {
        let lyrics = parse("[ar:Somebody]\n[00:12.00]One\n[00:17.2][01:00.250]Two\n[00:15:50] Between\nno time")
        #expect(lyrics?.isSynced == true)
        #expect(
            lyrics?.lines == [
                line(12_000, "One"), line(15_500, "Between"), line(17_200, "Two"), line(60_250, "Two"),
            ])
    }

    @Test func `an offset shifts all lines, and times of words go`() {
        let lyrics = parse("[offset:+500]\n[00:01.00]<00:01.00>Two <00:01.50>words\n[00:00.20]First")
        #expect(lyrics?.lines == [line(0, "First"), line(500, "Two words")])
    }

    @Test func `brackets that are no times are words`() {
        let lyrics = parse("[Chorus]\nLa <3 la")
        #expect(lyrics?.isSynced == false)
        #expect(lyrics?.lines == [line(nil, "[Chorus]"), line(nil, "La <3 la")])
    }

    @Test func `there is an end to lyrics`() {
        let many = parse(String(repeating: "la\n", count: 100_000))
        #expect(many?.lines.count == LyricsText.maximumLines)
        #expect(parse("12345\n67890\n", limit: 7)?.lines == [line(nil, "12345")])
        #expect(parse("\n \n\u{1}") == nil)
    }

    @Test func `languages have three letters`() {
        #expect(LyricsText.language("ENG") == "eng")
        #expect(LyricsText.language("") == "xxx")
        #expect(LyricsText.language("a\u{0}b") == "xxx")
    }
}
