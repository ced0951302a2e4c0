import MediaIndex

/// Albums as clients are told of them.
enum AlbumNode {
    /// By their tags: "AlbumID3" of the document.
    static func list(_ albums: [Album]) -> Nodes {
        Nodes(albums) { album in
            var node = Node(capacity: 32)
            tell(album, to: &node)
            add(album, to: &node)
            return node
        }
    }

    /// As the folders of old clients: "Child" of the document.
    static func folders(_ albums: [Album]) -> Nodes {
        Nodes(albums) { folder($0) }
    }

    /// With its songs: "AlbumID3WithSongs" of the document. They are the first of its elements in XML: Clementine reads
    /// no further than to one that is no song.
    static func make(_ album: Album, _ songs: [Song]) -> Node {
        var node = Node(capacity: 32)
        tell(album, to: &node)
        node.nodes("song", Nodes(songs) { SongNode.make($0, parent: album.id) })
        add(album, to: &node)
        return node
    }

    private static func tell(_ album: Album, to node: inout Node) {
        node.text("id", album.id)
        node.text("name", album.name)
        node.text("artist", album.artist)
        node.text("artistId", album.artistID)
        node.text("coverArt", album.coverID)
        node.number("songCount", album.songCount)
        node.number("duration", Units.seconds(milliseconds: album.duration))
        node.number("playCount", album.marks.playCount)
        node.time("created", album.created)
        node.time("starred", album.marks.starred)
        node.number("year", album.year)
        node.text("genre", album.genres.first)
    }

    private static func add(_ album: Album, to node: inout Node) {
        node.beginAdditions()
        node.text("version", "")
        node.time("played", album.marks.played)
        node.number("userRating", Units.stars(album.marks.rating))
        node.text("musicBrainzId", album.musicBrainzRelease ?? "")
        node.text("displayArtist", album.artist)
        node.text("sortName", album.name)
        node.flag("isCompilation", album.isCompilation)
        node.text("explicitStatus", "")
        var released = Node(capacity: 1)
        released.number("year", album.year)
        node.node("originalReleaseDate", released)
        node.node("releaseDate", Node(capacity: 0))
        let first = ArtistName(id: album.artistID, name: album.artist)
        node.nodes("artists", ArtistNode.names(album.artists.isEmpty ? [first] : album.artists))
        node.nodes("genres", GenreNode.names(album.genres))
        node.nodes("recordLabels", .none)
        node.nodes("discTitles", .none)
        node.add("releaseTypes", .texts(album.isCompilation ? ["Compilation"] : []))
        node.add("moods", .texts([]))
    }

    private static func folder(_ album: Album) -> Node {
        var node = Node(capacity: 24)
        node.text("id", album.id)
        node.text("parent", album.artistID)
        node.flag("isDir", true)
        node.text("title", album.name)
        node.text("album", album.name)
        node.text("artist", album.artist)
        node.number("year", album.year)
        node.text("genre", album.genres.first)
        node.text("coverArt", album.coverID)
        node.number("duration", Units.seconds(milliseconds: album.duration))
        node.number("userRating", Units.stars(album.marks.rating))
        node.number("playCount", album.marks.playCount)
        node.time("created", album.created)
        node.time("starred", album.marks.starred)
        node.text("albumId", album.id)
        node.text("artistId", album.artistID)
        node.beginAdditions()
        // The document has these of albums by their tags alone; py-opensonic fails without them.
        node.text("name", album.name)
        node.number("songCount", album.songCount)
        node.text("mediaType", "album")
        node.time("played", album.marks.played)
        node.text("musicBrainzId", album.musicBrainzRelease ?? "")
        node.text("sortName", album.name)
        node.nodes("genres", GenreNode.names(album.genres))
        return node
    }
}
