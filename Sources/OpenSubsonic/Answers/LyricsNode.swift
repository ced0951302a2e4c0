import MediaFacts
import MediaIndex

/// Lyrics as clients are told of them.
enum LyricsNode {
    /// "StructuredLyrics" of the document, one for each tag.
    static func list(of song: Song) -> Nodes {
        Nodes(song.facts.lyrics) { lyrics in
            var node = Node()
            node.text("displayArtist", song.artist)
            node.text("displayTitle", song.title)
            node.text("lang", lyrics.language.isEmpty ? "xxx" : lyrics.language)
            node.number("offset", 0)
            node.flag("synced", lyrics.isSynced)
            node.nodes("line", lines(of: lyrics))
            return node
        }
    }

    /// As plain text, for old clients: "Lyrics" of the document.
    static func text(_ lyrics: SongLyrics, of song: Song) -> Node {
        var node = Node()
        node.text("artist", song.artist)
        node.text("title", song.title)
        node.add("value", .content(sorted(lyrics).map(\.text).joined(separator: "\n")))
        return node
    }

    /// Where each line has a time, one without comes at that of the line before.
    private static func sorted(_ lyrics: SongLyrics) -> [SongLyrics.Line] {
        guard lyrics.isSynced else { return lyrics.lines }
        var lines = lyrics.lines
        var last = 0
        for index in lines.indices {
            last = max(lines[index].start ?? last, 0)
            lines[index].start = last
        }
        lines.sort { ($0.start ?? 0) < ($1.start ?? 0) }
        return lines
    }

    private static func lines(of lyrics: SongLyrics) -> Nodes {
        let isSynced = lyrics.isSynced
        return Nodes(sorted(lyrics)) { line in
            var node = Node(capacity: 2)
            if isSynced { node.number("start", line.start) }
            node.add("value", .content(line.text))
            return node
        }
    }
}
