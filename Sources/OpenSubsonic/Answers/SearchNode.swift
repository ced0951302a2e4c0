import MediaIndex

/// What was found, of three kinds.
enum SearchNode {
    /// By the tags: "SearchResult3" and "Starred2" of the document.
    static func tags(_ found: SearchResult) -> Node {
        var node = Node()
        node.nodes("artist", ArtistNode.list(found.artists))
        node.nodes("album", AlbumNode.list(found.albums))
        node.nodes("song", SongNode.list(found.songs))
        return node
    }

    /// For old clients: "SearchResult2" and "Starred" of the document.
    static func folders(_ found: SearchResult) -> Node {
        var node = Node()
        node.nodes("artist", ArtistNode.folders(found.artists))
        node.nodes("album", AlbumNode.folders(found.albums))
        node.nodes("song", SongNode.list(found.songs))
        return node
    }
}
