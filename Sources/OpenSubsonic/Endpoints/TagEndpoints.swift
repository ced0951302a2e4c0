import LockerBase
import MediaIndex

/// Artists, albums and songs by their tags.
enum TagEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getArtists": getArtists, "getArtist": getArtist, "getAlbum": getAlbum, "getSong": getSong,
        "getGenres": getGenres,
    ]

    static func getArtists(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let artists = try call.shelves.artists(folder: try call.parameters.folder())
        let groups = NameIndex.groups(artists) { $0.sortName }
        var node = Node()
        node.text("ignoredArticles", NameIndex.ignoredArticles)
        let index = Nodes(groups) { group in
            var node = Node()
            node.text("name", group.letter)
            node.nodes("artist", ArtistNode.list(group.elements))
            return node
        }
        node.nodes("index", index)
        return .object("artists", node)
    }

    static func getArtist(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        guard let artist = try call.shelves.artist(id) else { throw CallError.absent("no artist") }
        return .object("artist", ArtistNode.make(artist, try call.shelves.albums(of: id)))
    }

    /// A song's id stands for its album: Ultrasonic asks so.
    static func getAlbum(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        var id = try call.parameters.required("id")
        if ItemKind(id) == .song, let song = try call.shelves.song(id) { id = song.albumID }
        guard let album = try call.shelves.album(id) else { throw CallError.absent("no album") }
        return .object("album", AlbumNode.make(album, try call.shelves.songs(ofAlbum: id)))
    }

    static func getSong(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .object("song", SongNode.make(try call.song()))
    }

    static func getGenres(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("genres", of: "genre", GenreNode.list(try call.shelves.genres()))
    }
}
