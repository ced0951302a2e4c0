import LockerBase
import MediaFacts
import MediaIndex
import Testing

@Suite struct KnownFactsTests {
    /// Facts with something in every place.
    private func full() -> SongFacts {
        var facts = SongFacts()
        facts.title = "Title"
        facts.artists = ["A", "", "C"]
        facts.albumArtists = ["D"]
        facts.album = ""
        (facts.track, facts.trackTotal, facts.disc, facts.discTotal) = (1, 2, 3, 4)
        facts.year = 1999
        facts.genres = ["Rock", "Pop"]
        facts.composers = ["E"]
        facts.comment = "Comment"
        facts.isCompilation = true
        facts.musicBrainzRecording = "r"
        facts.musicBrainzRelease = "s"
        facts.musicBrainzArtists = ["t", "u", "v"]
        (facts.gain.track, facts.gain.trackPeak) = (-7.25, 0.5)
        (facts.gain.album, facts.gain.albumPeak) = (3, 1)
        (facts.duration, facts.bitrate, facts.sampleRate) = (1234, 320_000, 44_100)
        (facts.channels, facts.bitDepth) = (2, 24)
        facts.pictures = [embedded("a"), embedded("b", kind: 0)]
        facts.lyrics = [
            SongLyrics(
                language: "eng", lines: [.init(start: 5, text: "La\nla"), .init(start: nil, text: "")], isSynced: true)
        ]
        return facts
    }

    @Test func factsComeBackAsTheyWere() throws {
        try withIndex { index in
            let said = full()
            let file = try song("x/1.mp3") { $0 = said }
            try index.tell([file])
            try #expect(index.facts(of: [file.blob, digest("none")]) == [file.blob: said])
            let id = try #require(try index.ada.allSongs().first?.id)
            try #expect(index.ada.song(id)?.facts == said)
            // Lists come without lyrics.
            var short = said
            short.lyrics = []
            try #expect(index.ada.allSongs().first?.facts == short)
        }
    }

    @Test func factsWithNothingInThemDoToo() throws {
        try withIndex { index in
            let file = try song("x/1.mp3") { $0 = SongFacts() }
            try index.tell([file])
            try #expect(index.facts(of: [file.blob]) == [file.blob: SongFacts()])
        }
    }

    @Test func factsStayForAWeekWithoutASong() throws {
        try withIndex { index in
            let week: Int64 = 7 * 24 * 3600 * 1_000_000_000
            let file = try song("1.mp3")
            try index.tell([file], at: 100)
            try index.tell([], removed: ["1.mp3"], at: 200)
            try index.tell([], at: week)
            try #expect(index.facts(of: [file.blob]).count == 1)
            try index.tell([file], at: week)
            try index.tell([], at: 3 * week)
            try #expect(index.facts(of: [file.blob]).count == 1)
            try index.tell([], removed: ["1.mp3"], at: 3 * week)
            try index.tell([], at: 5 * week)
            try #expect(index.facts(of: [file.blob]).isEmpty)
        }
    }

    @Test func whatIsKnownOfABlobStays() throws {
        try withIndex { index in
            var file = try song("1.mp3") { $0.album = "First" }
            try index.tell([file])
            var other = SongFacts()
            other.album = "Second"
            file.content = .song(other)
            try index.tell([file], account: "bob")
            try #expect(index.shelves(of: "bob").find("").albums.map(\.name) == ["First"])
            try #expect(index.shelves(of: "bob").find("second") == SearchResult())
        }
    }

    @Test func whatCouldNotBeReadIsRemembered() throws {
        try withIndex { index in
            let (bad, good) = (digest("bad"), digest("good"))
            try index.noteUnread([bad: "it hangs"], at: 5)
            try index.noteUnread([bad: "it still does"], at: 6)
            try #expect(index.unread([good, bad]) == [bad])
            try index.rebuild()
            try #expect(index.unread([bad]).isEmpty)
        }
    }
}
