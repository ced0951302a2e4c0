import LockerBase
import MediaIndex
import Testing

@Suite struct ChoiceTests {
    private func fill(_ index: MediaIndex) throws {
        for library in ["A", "B"] {
            try index.tell(
                (0..<60).map { number in
                    try song("\(number).mp3", sound: "\(library)\(number)") { facts in
                        facts.artists = ["Artist \(number % 5)"]
                        facts.genres = number % 20 == 0 ? ["Rare", "Rock"] : ["Rock"]
                        facts.year = 1950 + number
                    }
                }, library: library)
        }
    }

    private let choices = [
        (SongChoice(), 120), (SongChoice(genre: "rock"), 120), (SongChoice(genre: "RARE"), 6),
        (SongChoice(genre: "rare", folder: 1), 3), (SongChoice(fromYear: 1960, toYear: 1969), 20),
        (SongChoice(fromYear: 2005), 10), (SongChoice(toYear: 1951, folder: 2), 2), (SongChoice(folder: 2), 60),
        (SongChoice(genre: "Rare", fromYear: 1960), 4), (SongChoice(genre: "none"), 0), (SongChoice(folder: 5), 0),
    ]

    private func fits(_ song: Song, _ choice: SongChoice) -> Bool {
        if let genre = choice.genre {
            let genres = song.facts.genres.map { Folding.fold($0) }
            if !genres.contains(Folding.fold(genre)) { return false }
        }
        if let folder = choice.folder, song.library != (folder == 1 ? "A" : "B") { return false }
        let years = (choice.fromYear ?? 0)...(choice.toYear ?? 9999)
        return years.contains(song.facts.year ?? 0)
    }

    @Test func pagesHaveAllThatFits() throws {
        try withIndex { index in
            try fill(index)
            for (choice, count) in choices {
                let pages = try stride(from: 0, to: 130, by: 13).flatMap { offset in
                    try index.ada.songs(choice, ListPart(offset: offset, count: 13))
                }
                #expect(pages.count == count)
                #expect(Set(pages.map(\.id)).count == count)
                #expect(pages.allSatisfy { fits($0, choice) })
            }
        }
    }

    @Test func randomSongsFitAndAreEachThereOnce() throws {
        try withIndex { index in
            try fill(index)
            for (choice, count) in choices {
                for wanted in [0, 1, 5, 500] {
                    let drawn = try index.ada.randomSongs(choice, count: wanted)
                    #expect(drawn.count == min(wanted, count))
                    #expect(Set(drawn.map(\.id)).count == drawn.count)
                    #expect(drawn.allSatisfy { fits($0, choice) })
                }
            }
        }
    }

    @Test func everySongComesUpAtSomeTime() throws {
        try withIndex { index in
            try fill(index)
            var seen: Set<String> = []
            for _ in 0..<200 { seen.formUnion(try index.ada.randomSongs(SongChoice(), count: 10).map(\.id)) }
            #expect(seen.count == 120)
        }
    }

    @Test func genresAreCountedHoweverTheyAreWritten() throws {
        try withIndex { index in
            try index.tell([
                song("a/1.mp3") { $0.genres = ["Hip-Hop", "Rap"] }, song("a/2.mp3") { $0.genres = ["hip-hop"] },
                song("b/1.mp3") { $0.genres = ["Hip-Hop"] },
            ])
            try #expect(
                index.ada.genres() == [
                    Genre(name: "Hip-Hop", songCount: 3, albumCount: 2),
                    Genre(name: "Rap", songCount: 1, albumCount: 1),
                ])
            try index.tell([], removed: ["a/1.mp3"])
            try #expect(index.ada.genres().map(\.songCount) == [2])
        }
    }

    @Test func topSongsAreThoseThatWerePlayedMost() throws {
        try withIndex { index in
            try fill(index)
            let songs = try index.ada.allSongs().filter { $0.artist == "Artist 3" }
            try index.ada.played([(songs[4].id, 1), (songs[7].id, 2), (songs[7].id, 3)])
            let top = try index.ada.topSongs(ofArtist: "ARTIST 3", count: 5)
            #expect(top.count == 5)
            #expect(top.prefix(2).map(\.id) == [songs[7].id, songs[4].id])
            #expect(top.allSatisfy { $0.artist == "Artist 3" })
            try #expect(index.ada.topSongs(ofArtist: "Nobody", count: 5).isEmpty)
        }
    }

    @Test func similarSongsAreOfTheSameArtistsAndGenres() throws {
        try withIndex { index in
            try fill(index)
            try index.tell([song("polka/1.mp3") { $0.genres = ["Polka"] }], library: "C")
            let first = try #require(try index.ada.allSongs().first)
            for id in [first.id, first.albumID, first.artistID] {
                let similar = try index.ada.similarSongs(to: id, count: 20)
                #expect(similar.count == 20)
                #expect(!similar.contains { $0.id == id })
                #expect(similar.allSatisfy { $0.facts.genres.contains("Rock") })
            }
            try #expect(index.ada.similarSongs(to: "so-nothing", count: 5).isEmpty)
        }
    }
}
