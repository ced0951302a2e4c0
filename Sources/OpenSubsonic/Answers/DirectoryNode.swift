import MediaIndex

/// Folders as clients are told of them: "Directory" of the document.
enum DirectoryNode {
    static func make(_ directory: Directory) -> Node {
        var node = Node()
        node.text("id", directory.id)
        node.text("parent", directory.parentID)
        node.text("name", directory.name)
        let songs = Nodes(directory.songs) { SongNode.make($0, parent: directory.id) }
        node.nodes("child", folders(of: directory).followed(by: songs))
        return node
    }

    /// An artist as a folder of albums.
    static func make(_ artist: Artist, _ albums: [Album]) -> Node {
        var node = Node()
        node.text("id", artist.id)
        node.text("name", artist.name)
        node.number("userRating", Units.stars(artist.marks.rating))
        node.time("starred", artist.marks.starred)
        node.nodes("child", AlbumNode.folders(albums))
        return node
    }

    /// An album as a folder of songs.
    static func make(_ album: Album, _ songs: [Song]) -> Node {
        var node = Node()
        node.text("id", album.id)
        node.text("parent", album.artistID)
        node.text("name", album.name)
        node.number("userRating", Units.stars(album.marks.rating))
        node.number("playCount", album.marks.playCount)
        node.time("starred", album.marks.starred)
        node.nodes("child", Nodes(songs) { SongNode.make($0, parent: album.id) })
        return node
    }

    private static func folders(of directory: Directory) -> Nodes {
        Nodes(directory.folders) { folder in
            var node = Node()
            node.text("id", folder.id)
            node.text("parent", directory.id)
            node.flag("isDir", true)
            node.text("title", folder.name)
            node.text("coverArt", folder.coverID)
            node.time("created", folder.created)
            return node
        }
    }
}
