import MediaFacts
import MediaIndex

/// Songs as clients are told of them: "Child" of the document.
enum SongNode {
    static func list(_ songs: [Song]) -> Nodes {
        Nodes(songs) { make($0) }
    }

    /// - Parameter parent: the id of what the song is listed in; nil: its folder.
    static func make(_ song: Song, parent: String? = nil) -> Node {
        var node = Node(capacity: 56)
        tell(song, parent: parent, to: &node)
        return node
    }

    /// Puts a song behind what a node says already.
    static func tell(_ song: Song, parent: String? = nil, to node: inout Node) {
        node.text("id", song.id)
        node.text("parent", parent ?? song.folderID)
        node.flag("isDir", false)
        node.text("title", song.title)
        node.text("album", song.album)
        node.text("artist", song.artist)
        node.number("track", song.facts.track)
        node.number("year", song.facts.year)
        node.text("genre", song.facts.genres.first)
        node.text("coverArt", song.coverID)
        node.number("size", song.size)
        node.text("contentType", AudioMediaType.of(song.suffix))
        node.text("suffix", song.suffix)
        node.number("duration", Units.seconds(milliseconds: song.facts.duration ?? 0))
        node.number("bitRate", Units.kilobits(bits: song.facts.bitrate))
        node.text("path", song.path.text ?? song.path.description)
        node.flag("isVideo", false)
        node.number("userRating", Units.stars(song.marks.rating))
        node.number("playCount", song.marks.playCount)
        node.number("discNumber", song.facts.disc)
        node.time("created", song.added)
        node.time("starred", song.marks.starred)
        node.text("albumId", song.albumID)
        node.text("artistId", song.artistID)
        node.text("type", "music")
        node.beginAdditions()
        addNumbers(of: song, to: &node)
        addNames(of: song, to: &node)
    }

    /// What is not known is zero, or empty: so clients see that the server tells of it.
    private static func addNumbers(of song: Song, to node: inout Node) {
        node.text("mediaType", "song")
        node.number("bitDepth", song.facts.bitDepth ?? 0)
        node.number("samplingRate", song.facts.sampleRate ?? 0)
        node.number("channelCount", song.facts.channels ?? 0)
        node.number("bpm", 0)
        node.time("played", song.marks.played)
        node.text("comment", song.facts.comment ?? "")
        node.text("sortName", song.title)
        node.text("musicBrainzId", song.facts.musicBrainzRecording ?? "")
        node.text("explicitStatus", "")
        node.node("replayGain", gain(song.facts.gain))
    }

    private static func addNames(of song: Song, to node: inout Node) {
        let first = ArtistName(id: song.artistID, name: song.facts.artists.first ?? song.artist)
        let artists = song.artists.isEmpty ? [first] : song.artists
        let isOwn = song.albumArtists.isEmpty && song.facts.albumArtists.isEmpty
        let albumArtists = isOwn ? artists : song.albumArtists
        node.text("displayArtist", song.artist)
        let named = song.facts.albumArtists.isEmpty ? albumArtists.map(\.name) : song.facts.albumArtists
        node.text("displayAlbumArtist", isOwn ? song.artist : named.joined(separator: ", "))
        node.text("displayComposer", song.facts.composers.joined(separator: ", "))
        node.add("isrc", .texts([]))
        node.add("moods", .texts([]))
        node.nodes("genres", GenreNode.names(song.facts.genres))
        node.nodes("artists", ArtistNode.names(artists))
        node.nodes("albumArtists", ArtistNode.names(albumArtists))
        node.nodes("contributors", .none)
    }

    private static func gain(_ gain: ReplayGain) -> Node {
        var node = Node(capacity: 4)
        node.real("trackGain", gain.track)
        node.real("albumGain", gain.album)
        node.real("trackPeak", peak(gain.trackPeak))
        node.real("albumPeak", peak(gain.albumPeak))
        return node
    }

    /// A peak is never below silence, whatever a tag says.
    private static func peak(_ peak: Double?) -> Double? {
        guard let peak, peak >= 0 else { return nil }
        return peak
    }
}
