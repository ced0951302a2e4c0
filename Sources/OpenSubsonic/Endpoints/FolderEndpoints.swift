import LockerBase
import MediaIndex

/// Libraries and the folders in them. Albums and artists are folders, too, since clients take their ids for some.
enum FolderEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getMusicFolders": getMusicFolders, "getIndexes": getIndexes, "getMusicDirectory": getMusicDirectory,
    ]

    static func getMusicFolders(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let nodes = Nodes(try call.shelves.folders()) { folder in
            var node = Node()
            node.number("id", folder.number)
            node.text("name", folder.library)
            return node
        }
        return .list("musicFolders", of: "musicFolder", nodes)
    }

    /// The folders in the roots of the libraries, by their letters, and the songs beside them.
    static func getIndexes(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let changed = Int(try call.shelves.state().changed / 1_000_000)
        var node = Node()
        node.text("ignoredArticles", NameIndex.ignoredArticles)
        node.number("lastModified", changed)
        if let since = try call.parameters.number("ifModifiedSince"), changed <= since {
            return .object("indexes", node)
        }
        let roots = try call.shelves.roots(folder: try call.parameters.folder())
        let groups = NameIndex.groups(roots.flatMap(\.folders)) { $0.name }
        let index = Nodes(groups) { group in
            var node = Node()
            node.text("name", group.letter)
            node.nodes("artist", folders(group.elements))
            return node
        }
        node.nodes("shortcut", .none)
        node.nodes("index", index)
        node.nodes("child", SongNode.list(roots.flatMap(\.songs)))
        return .object("indexes", node)
    }

    private static func folders(_ folders: [Directory.Subfolder]) -> Nodes {
        Nodes(folders) { folder in
            var node = Node()
            node.text("id", folder.id)
            node.text("name", folder.name)
            node.beginAdditions()
            node.text("coverArt", folder.coverID)
            return node
        }
    }

    static func getMusicDirectory(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        return .object("directory", try directory(id, call))
    }

    /// The id may be the number of a music folder, too: that is the root of the library.
    private static func directory(_ id: String, _ call: SubsonicCall) throws(LockerError) -> Node {
        switch ItemKind(id) {
        case .artist:
            if let artist = try call.shelves.artist(id) {
                return DirectoryNode.make(artist, try call.shelves.albums(of: id))
            }
        case .album:
            if let album = try call.shelves.album(id) {
                return DirectoryNode.make(album, try call.shelves.songs(ofAlbum: id))
            }
        case .folder:
            if let directory = try call.shelves.directory(id) { return DirectoryNode.make(directory) }
        case nil:
            if let number = Int(id), let root = try call.shelves.roots(folder: number).first {
                return DirectoryNode.make(root)
            }
        case .song, .playlist: break
        }
        throw CallError.absent("no folder")
    }
}
