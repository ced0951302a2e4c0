import MediaIndex
import Testing

@Suite struct CreditsTests {
    @Test func whatTagsSayIsTaken() {
        let credits = Credits(artists: ["A", "B"], albumArtists: ["C"], isCompilation: true)
        #expect(credits.artists == ["A", "B"])
        #expect(credits.albumArtists == ["C"])
    }

    @Test func anAlbumIsByTheFirstOfThoseWhoPlay() {
        #expect(Credits(artists: ["A", "B"], albumArtists: [], isCompilation: false).albumArtists == ["A"])
    }

    @Test func aCompilationIsByMany() {
        #expect(Credits(artists: ["A"], albumArtists: [], isCompilation: true).albumArtists == [Credits.various])
    }

    @Test func aSongIsPlayedByThoseWhomItsAlbumIsBy() {
        #expect(Credits(artists: [" "], albumArtists: ["C"], isCompilation: false).artists == ["C"])
    }

    @Test func whereNobodyIsNamedThereIsAWordForIt() {
        let credits = Credits(artists: [""], albumArtists: ["\t"], isCompilation: false)
        #expect(credits.artists == [Credits.unknown])
        #expect(credits.albumArtists == [Credits.unknown])
    }
}
