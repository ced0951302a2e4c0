import MediaIndex
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Dvořák", "dvorak"), ("DVORÁK", "dvorak"), ("Straße", "strasse"), ("GROẞ", "gross"), ("Mø", "mo"),
        ("Đorđe", "dorde"), ("Łódź", "lodz"), ("Ænima", "aenima"), ("Œuvre", "oeuvre"), ("Þór", "thor"),
        ("İstanbul", "istanbul"), ("Ёлка", "елка"), ("ﬁne", "fine"), ("Ⅳ", "iv"), ("Ａｂ", "ab"),
        ("Guns N’ Roses", "guns n' roses"), ("a–b", "a-b"), ("  two \u{A0}\t words ", "two words"), ("", ""), (" ", ""),
        ("Σίσυφος", "σισυφοσ"), ("!!!", "!!!"),
    ]) func textsAreFolded(_ text: String, _ folded: String) {
        #expect(Folding.fold(text) == folded)
    }

    @Test func itIsTheSameHoweverAccentsAreWritten() {
        #expect(Folding.fold("e\u{301}") == Folding.fold("\u{E9}"))
        #expect(Array(Folding.fold("e\u{301}").utf8) == Array("e".utf8))
    }

    @Test func marksThatTellWordsApartStay() {
        #expect(Folding.fold("กิน") != Folding.fold("กัน"))
        #expect(Folding.fold("राम") != Folding.fold("रिम"))
        #expect(Folding.fold("ガ") != Folding.fold("カ"))
    }

    @Test(arguments: [
        ("The Beatles", "beatles"), ("Los Lobos", "lobos"), ("Die Ärzte", "arzte"), ("Theory", "theory"),
        ("The", "the"),
        ("The The", "the"), ("A-ha", "a-ha"),
    ]) func articlesDoNotCountWhereArtistsAreSorted(_ name: String, _ sorted: String) {
        #expect(SortName.artist(name) == sorted)
    }

    @Test func whatIsAskedIsWordsAlone() {
        #expect(
            SearchWords.asked(#""love" OR (me* AND NOT do):^{-1}"#) == ["love", "or", "me", "and", "not", "do", "1"])
        #expect(SearchWords.asked("a\u{0}b").contains("a"))
        #expect(SearchWords.asked(#""""#).isEmpty)
        #expect(SearchWords.asked(" \u{0}*'-").isEmpty)
        #expect(SearchWords.asked("O’Connor AC/DC") == ["o", "connor", "ac", "dc"])
        #expect(SearchWords.asked("周杰") == ["周", "杰"])
    }

    @Test func veryLongQueriesAreBounded() {
        let words = (0..<100_000).map { "w\($0)" }.joined(separator: " ")
        #expect(SearchWords.asked(words).count == SearchWords.mostAsked)
        #expect(SearchWords.asked(String(repeating: "x", count: 1_000_000)).map(\.count) == [64])
    }
}
