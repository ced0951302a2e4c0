import MediaIndex

/// Artists as clients are told of them.
enum ArtistNode {
    /// As songs and albums name them.
    static func names(_ artists: [ArtistName]) -> Nodes {
        Nodes(artists) { artist in
            var node = Node(capacity: 2)
            node.text("id", artist.id)
            node.text("name", artist.name)
            return node
        }
    }

    /// By their tags: "ArtistID3" of the document.
    static func list(_ artists: [Artist]) -> Nodes {
        Nodes(artists) { make($0) }
    }

    /// As the folders of old clients: "Artist" of the document. Of these, Subsonic has neither covers nor numbers.
    static func folders(_ artists: [Artist]) -> Nodes {
        Nodes(artists) { artist in
            var node = Node()
            node.text("id", artist.id)
            node.text("name", artist.name)
            node.number("userRating", Units.stars(artist.marks.rating))
            node.time("starred", artist.marks.starred)
            node.beginAdditions()
            node.text("coverArt", artist.coverID)
            node.number("albumCount", artist.albumCount)
            return node
        }
    }

    static func make(_ artist: Artist) -> Node {
        var node = Node(capacity: 12)
        tell(artist, to: &node)
        add(artist, to: &node)
        return node
    }

    /// With the albums of the artist: "ArtistWithAlbumsID3" of the document.
    static func make(_ artist: Artist, _ albums: [Album]) -> Node {
        var node = Node(capacity: 12)
        tell(artist, to: &node)
        node.nodes("album", AlbumNode.list(albums))
        add(artist, to: &node)
        return node
    }

    private static func tell(_ artist: Artist, to node: inout Node) {
        node.text("id", artist.id)
        node.text("name", artist.name)
        node.text("coverArt", artist.coverID)
        node.number("albumCount", artist.albumCount)
        node.number("userRating", Units.stars(artist.marks.rating))
        node.time("starred", artist.marks.starred)
    }

    private static func add(_ artist: Artist, to node: inout Node) {
        node.beginAdditions()
        node.text("musicBrainzId", artist.musicBrainzArtist ?? "")
        node.text("sortName", artist.sortName)
    }
}
