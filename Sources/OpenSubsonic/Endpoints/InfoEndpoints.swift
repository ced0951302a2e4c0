import LockerBase
import MediaIndex

/// What is like something, and what is written of it: nobody else is asked for that.
enum InfoEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getArtistInfo": getArtistInfo, "getArtistInfo2": getArtistInfo2, "getAlbumInfo": getAlbumInfo,
        "getAlbumInfo2": getAlbumInfo, "getSimilarSongs": getSimilarSongs, "getSimilarSongs2": getSimilarSongs2,
        "getTopSongs": getTopSongs,
    ]

    /// The most songs that are like another one.
    static let maximumCount = 500

    static func getArtistInfo(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .object("artistInfo", try artist(call))
    }

    static func getArtistInfo2(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .object("artistInfo2", try artist(call))
    }

    private static func artist(_ call: SubsonicCall) throws(LockerError) -> Node {
        let id = try call.parameters.required("id")
        guard try call.has(id) else { throw CallError.absent("nothing") }
        var artistID = id
        if let song = try call.shelves.song(id) { artistID = song.artistID }
        if let album = try call.shelves.album(id) { artistID = album.artistID }
        let artist = try call.shelves.artist(artistID)
        var node = Node()
        node.add("biography", .element(""))
        node.add("musicBrainzId", .element(artist?.musicBrainzArtist ?? ""))
        node.nodes("similarArtist", .none)
        return node
    }

    static func getAlbumInfo(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        guard try call.has(id) else { throw CallError.absent("nothing") }
        let albumID = try call.shelves.song(id)?.albumID ?? id
        let album = try call.shelves.album(albumID)
        var node = Node()
        node.add("notes", .element(""))
        node.add("musicBrainzId", .element(album?.musicBrainzRelease ?? ""))
        return .object("albumInfo", node)
    }

    static func getSimilarSongs(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("similarSongs", of: "song", try similar(call))
    }

    static func getSimilarSongs2(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("similarSongs2", of: "song", try similar(call))
    }

    private static func similar(_ call: SubsonicCall) throws(LockerError) -> Nodes {
        let id = try call.parameters.required("id")
        guard try call.has(id) else { throw CallError.absent("nothing") }
        let count = try call.parameters.count("count", default: 50, most: maximumCount)
        return SongNode.list(try call.shelves.similarSongs(to: id, count: count))
    }

    /// By the artist's name, or by their id, which is surer.
    static func getTopSongs(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let count = try call.parameters.count("count", default: 50, most: maximumCount)
        let name: String
        if let id = call.parameters.first("id") {
            guard let artist = try call.shelves.artist(id) else { throw CallError.absent("no artist") }
            name = artist.name
        } else {
            name = try call.parameters.required("artist")
        }
        return .list("topSongs", of: "song", SongNode.list(try call.shelves.topSongs(ofArtist: name, count: count)))
    }
}
