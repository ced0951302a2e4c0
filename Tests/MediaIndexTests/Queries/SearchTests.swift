import LockerBase
import MediaIndex
import Testing

@Suite struct SearchTests {
    private func fill(_ index: MediaIndex) throws {
        try index.tell([
            song("d/1.mp3") { facts in
                facts.title = "Largo"
                facts.artists = ["Antonín Dvořák"]
                facts.album = "From the New World"
            },
            song("d/2.mp3") { facts in
                facts.title = "Don't Stop"
                facts.artists = ["AC/DC"]
                facts.album = "Straße"
            },
            song("d/3.mp3") { facts in
                facts.title = "World"
                facts.artists = ["周杰倫"]
                facts.album = "Ænima"
            },
        ])
    }

    @Test(arguments: [
        ("dvorak", ["Largo"]), ("DVOŘ", ["Largo"]), ("largo world dvo", ["Largo"]), ("new largo", ["Largo"]),
        ("world", ["Largo", "World"]), ("dont", ["Don't Stop"]), ("don't", ["Don't Stop"]), ("acdc", ["Don't Stop"]),
        ("ac dc", ["Don't Stop"]), ("strasse", ["Don't Stop"]), ("aenima", ["World"]), ("杰倫", ["World"]),
        ("largo acdc", []), ("argo", []), ("\"largo\" OR \"stop\"", []), ("largo*", ["Largo"]), ("la\u{0}", ["Largo"]),
        ("NOT largo", []), ("title:largo", []),
    ]) func everyWordMustBeginAWord(_ query: String, _ titles: [String]) throws {
        try withIndex { index in
            try fill(index)
            try #expect(index.ada.titles(query) == titles)
        }
    }

    @Test func artistsAndAlbumsAreFoundByTheirOwnNames() throws {
        try withIndex { index in
            try fill(index)
            try #expect(index.ada.find("dvorak").artists.map(\.name) == ["Antonín Dvořák"])
            try #expect(index.ada.find("dvorak").albums.map(\.name) == ["From the New World"])
            try #expect(index.ada.find("new dvorak").albums.count == 1)
            try #expect(index.ada.find("new dvorak").artists.isEmpty)
            try #expect(index.ada.find("largo").albums.isEmpty)
        }
    }

    @Test func whatHasTheWordsInItsOwnNameComesFirst() throws {
        try withIndex { index in
            try index.tell(
                (0..<30).map { number in
                    try song("\(number).mp3") { facts in
                        facts.title = number % 3 == 0 ? "Love \(number)" : "Song \(number)"
                        facts.artists = ["Love"]
                        facts.album = "Album"
                    }
                })
            let whole = try index.ada.find("love").songs
            #expect(whole.count == 30)
            #expect(whole.prefix(10).allSatisfy { $0.title.hasPrefix("Love") })
            let none = ListPart(offset: 0, count: 0)
            for size in [1, 4, 7, 10, 29] {
                let pages = try stride(from: 0, to: 40, by: size).flatMap { offset in
                    let page = ListPart(offset: offset, count: size)
                    return try index.ada.search("love", artists: none, albums: none, songs: page, folder: nil).songs
                }
                #expect(pages == whole)
            }
        }
    }

    @Test(arguments: ["", #""""#, " ", "*"]) func withoutAWordEverythingIsFoundPageByPage(_ query: String) throws {
        try withIndex { index in
            for library in ["A", "B", "C"] {
                try index.tell((0..<17).map { try song("\($0 % 4)/\($0).mp3") }, library: library)
            }
            try index.tell([], removed: ["0/4.mp3", "3/15.mp3"], library: "B")
            let none = ListPart(offset: 0, count: 0)
            let pages = try stride(from: 0, to: 60, by: 5).flatMap { offset in
                let page = ListPart(offset: offset, count: 5)
                return try index.ada.search(query, artists: none, albums: none, songs: page, folder: nil).songs
            }
            #expect(pages.count == 49)
            #expect(Set(pages.map { "\($0.library)/\($0.path)" }).count == 49)
            try #expect(pages == index.ada.find(query).songs)
            try #expect(index.ada.find(query, folder: 2).songs == pages.filter { $0.library == "B" })
            try #expect(index.ada.find(query, folder: 2).albums.count == 4)
            try #expect(index.ada.find(query, folder: 7).songs.isEmpty)
        }
    }

    @Test func whatIsGoneIsNotFound() throws {
        try withIndex { index in
            try fill(index)
            try index.tell(
                [
                    song("d/2.mp3") { facts in
                        facts.title = "Renamed"
                        facts.artists = ["Other"]
                        facts.album = "Another"
                    }
                ], removed: ["d/1.mp3"])
            for query in ["dvorak", "largo", "stop", "acdc", "strasse"] {
                try #expect(index.ada.find(query) == SearchResult())
            }
            try #expect(index.ada.titles("renamed another") == ["Renamed"])
        }
    }

    @Test func ofOneLibraryItsOwnAreFoundAlone() throws {
        try withIndex { index in
            try fill(index)
            try index.tell([song("x/Largo.mp3")], library: "Other")
            try #expect(index.ada.titles("largo") == ["Largo", "Largo"])
            try #expect(index.ada.find("largo", folder: 2).songs.map(\.library) == ["Other"])
            try #expect(index.ada.find("dvorak", folder: 2) == SearchResult())
            try #expect(index.ada.find("dvorak", folder: 1).artists.count == 1)
        }
    }
}
