import LockerBase
import MediaFacts
import MediaIndex

/// The words of songs, as their tags have them.
enum LyricsEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getLyrics": getLyrics, "getLyricsBySongId": getLyricsBySongId,
    ]

    /// How many songs are looked at for one whose title is the one that is asked for.
    static let maximumCount = 20

    static func getLyricsBySongId(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("lyricsList", of: "structuredLyrics", LyricsNode.list(of: try call.song()))
    }

    static func getLyrics(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let title = call.parameters.first("title") ?? ""
        let words = SearchText.words((call.parameters.first("artist") ?? "") + " " + title)
        if !words.isEmpty {
            let none = ListPart(offset: 0, count: 0)
            let found = try call.shelves.search(
                words, artists: none, albums: none, songs: ListPart(offset: 0, count: maximumCount), folder: nil)
            for song in found.songs where title.isEmpty || song.title.lowercased() == title.lowercased() {
                // Those of lists come without their lyrics.
                guard let whole = try call.shelves.song(song.id), let lyrics = whole.facts.lyrics.first
                else { continue }
                return .object("lyrics", LyricsNode.text(lyrics, of: whole))
            }
        }
        var node = Node()
        node.add("value", .content(""))
        return .object("lyrics", node)
    }
}
