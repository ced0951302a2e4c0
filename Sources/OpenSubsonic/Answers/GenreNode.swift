import MediaIndex

/// Genres as clients are told of them.
enum GenreNode {
    /// With how much there is of each: "Genre" of the document.
    static func list(_ genres: [Genre]) -> Nodes {
        Nodes(genres) { genre in
            var node = Node()
            node.number("songCount", genre.songCount)
            node.number("albumCount", genre.albumCount)
            node.add("value", .content(genre.name))
            return node
        }
    }

    /// As songs and albums name them: "ItemGenre" of the document.
    static func names(_ names: [String]) -> Nodes {
        Nodes(names) { name in
            var node = Node(capacity: 1)
            node.text("name", name)
            return node
        }
    }
}
