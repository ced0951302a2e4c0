import LockerBase
import MediaIndex

/// Playlists, each person's own.
enum PlaylistEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getPlaylists": getPlaylists, "getPlaylist": getPlaylist, "createPlaylist": createPlaylist,
        "updatePlaylist": updatePlaylist, "deletePlaylist": deletePlaylist,
    ]

    /// The most bytes of a name and of a comment.
    static let maximumName = 1024
    static let maximumComment = 4096

    static func getPlaylists(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        if let name = call.parameters.first("username"), name != call.caller.person {
            throw LockerError(.permissionDenied, "people see their own playlists alone")
        }
        let nodes = PlaylistNode.list(try call.shelves.playlists(), of: call.caller.person)
        return .list("playlists", of: "playlist", nodes)
    }

    static func getPlaylist(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        try answer(try call.parameters.required("id"), call)
    }

    private static func answer(_ id: String, _ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        guard let found = try call.shelves.playlist(id) else { throw absent }
        return .object("playlist", PlaylistNode.make(found.0, found.1, of: call.caller.person))
    }

    private static var absent: LockerError { LockerError(.notFound, "no playlist has that id") }

    /// With `playlistId`, the songs take the place of those that it has.
    static func createPlaylist(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let name = try call.parameters.words("name", most: maximumName)
        let songs = call.parameters.all("songId")
        if let id = call.parameters.first("playlistId") {
            let isThere = try call.shelves.changePlaylist(
                id, name: name, comment: nil, removed: [], added: songs, replacing: true, at: call.time)
            guard isThere else { throw absent }
            return try answer(id, call)
        }
        guard let title = name, !title.isEmpty else { throw CallError.missing("name") }
        return try answer(try call.shelves.makePlaylist(title, songs: songs, at: call.time), call)
    }

    static func updatePlaylist(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("playlistId")
        let name = try call.parameters.words("name", most: maximumName)
        var removed: [Int] = []
        for text in call.parameters.all("songIndexToRemove") {
            guard let place = Int(text), place >= 0 else {
                throw CallError.wrong("songIndexToRemove", "a place in the playlist, from 0 on")
            }
            removed.append(place)
        }
        let isThere = try call.shelves.changePlaylist(
            id, name: name == "" ? nil : name, comment: try call.parameters.words("comment", most: maximumComment),
            removed: removed, added: call.parameters.all("songIdToAdd"), replacing: false, at: call.time)
        guard isThere else { throw absent }
        return .done
    }

    static func deletePlaylist(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        guard try call.shelves.removePlaylist(try call.parameters.required("id")) else { throw absent }
        return .done
    }
}
