import MediaIndex

/// Playlists as clients are told of them. Nothing is said of `readonly`, which none of them is: knuckles 1.2 fails on a
/// member that it does not know.
enum PlaylistNode {
    static func list(_ playlists: [Playlist], of owner: String) -> Nodes {
        Nodes(playlists) { playlist in
            var node = Node(capacity: 12)
            tell(playlist, of: owner, to: &node)
            return node
        }
    }

    /// With its songs: "PlaylistWithSongs" of the document.
    static func make(_ playlist: Playlist, _ songs: [Song], of owner: String) -> Node {
        var node = Node(capacity: 12)
        tell(playlist, of: owner, to: &node)
        node.nodes("entry", SongNode.list(songs))
        return node
    }

    private static func tell(_ playlist: Playlist, of owner: String, to node: inout Node) {
        node.text("id", playlist.id)
        node.text("name", playlist.name)
        node.text("comment", playlist.comment)
        node.text("owner", owner)
        node.flag("public", false)
        node.number("songCount", playlist.songCount)
        node.number("duration", Units.seconds(milliseconds: playlist.duration))
        node.time("created", playlist.created)
        node.time("changed", playlist.changed)
        node.text("coverArt", playlist.coverID)
    }
}
