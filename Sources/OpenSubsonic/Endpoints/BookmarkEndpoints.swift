import LockerBase
import MediaIndex

/// Places in songs that somebody wants to come back to.
enum BookmarkEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getBookmarks": getBookmarks, "createBookmark": createBookmark, "deleteBookmark": deleteBookmark,
    ]

    static func getBookmarks(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let person = call.caller.person
        let nodes = Nodes(try call.shelves.bookmarks()) { bookmark in
            var node = Node()
            node.number("position", bookmark.position)
            node.text("username", person)
            node.text("comment", bookmark.comment)
            node.time("created", bookmark.created)
            node.time("changed", bookmark.changed)
            node.node("entry", SongNode.make(bookmark.song))
            return node
        }
        return .list("bookmarks", of: "bookmark", nodes)
    }

    static func createBookmark(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        let position = max(try call.parameters.requiredNumber("position"), 0)
        let comment = try call.parameters.words("comment", most: PlaylistEndpoints.maximumComment) ?? ""
        guard try call.shelves.saveBookmark(id, position: position, comment: comment, at: call.time) else {
            throw CallError.absent("no song")
        }
        return .done
    }

    static func deleteBookmark(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        try call.shelves.removeBookmark(try call.parameters.required("id"))
        return .done
    }
}
