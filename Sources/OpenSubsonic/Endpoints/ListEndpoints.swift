import LockerBase
import MediaIndex

/// Lists of albums and songs: the newest, the most played, those with a star, any.
enum ListEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getAlbumList": getAlbumList, "getAlbumList2": getAlbumList2, "getRandomSongs": getRandomSongs,
        "getSongsByGenre": getSongsByGenre, "getStarred": getStarred, "getStarred2": getStarred2,
    ]

    /// The most elements of a list, by the document.
    static let maximumCount = 500

    static func getAlbumList(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("albumList", of: "album", AlbumNode.folders(try albums(call)))
    }

    static func getAlbumList2(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("albumList2", of: "album", AlbumNode.list(try albums(call)))
    }

    private static func albums(_ call: SubsonicCall) throws(LockerError) -> [Album] {
        let order = try ListEndpoints.order(call.parameters)
        let part = try call.parameters.page(count: "size", default: 10, most: maximumCount)
        let page = ListPart(offset: part.offset, count: part.count)
        return try call.shelves.albums(order, page, folder: try call.parameters.folder())
    }

    private static func order(_ parameters: SubsonicParameters) throws(LockerError) -> AlbumOrder {
        switch try parameters.required("type") {
        case "random": return .random
        case "newest": return .newest
        case "frequent": return .frequent
        case "recent": return .recent
        case "highest": return .highest
        case "starred": return .starred
        case "alphabeticalByName": return .byName
        case "alphabeticalByArtist": return .byArtist
        case "byYear":
            let from = try parameters.requiredNumber("fromYear")
            return .byYear(from: from, to: try parameters.requiredNumber("toYear"))
        case "byGenre": return .byGenre(try parameters.required("genre"))
        default: throw CallError.wrong("type", "one of those of the document, as in newest")
        }
    }

    static func getRandomSongs(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let choice = SongChoice(
            genre: call.parameters.first("genre"), fromYear: try call.parameters.number("fromYear"),
            toYear: try call.parameters.number("toYear"), folder: try call.parameters.folder())
        let count = try call.parameters.count("size", default: 10, most: maximumCount)
        return .list("randomSongs", of: "song", SongNode.list(try call.shelves.randomSongs(choice, count: count)))
    }

    static func getSongsByGenre(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let choice = SongChoice(genre: try call.parameters.required("genre"), folder: try call.parameters.folder())
        let part = try call.parameters.page(count: "count", default: 10, most: maximumCount)
        let songs = try call.shelves.songs(choice, ListPart(offset: part.offset, count: part.count))
        return .list("songsByGenre", of: "song", SongNode.list(songs))
    }

    static func getStarred(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let found = try call.shelves.starred(folder: try call.parameters.folder())
        return .object("starred", SearchNode.folders(found))
    }

    static func getStarred2(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let found = try call.shelves.starred(folder: try call.parameters.folder())
        return .object("starred2", SearchNode.tags(found))
    }
}
