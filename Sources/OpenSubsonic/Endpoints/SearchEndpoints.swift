import LockerBase
import MediaIndex

/// Searches. Nothing to look for finds everything, page by page: so clients copy a whole library.
enum SearchEndpoints {
    static let all: [String: SubsonicEndpoint] = ["search2": search2, "search3": search3]

    /// The most elements of each kind at once.
    static let maximumCount = 10_000

    static func search2(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .object("searchResult2", SearchNode.folders(try find(call)))
    }

    static func search3(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .object("searchResult3", SearchNode.tags(try find(call)))
    }

    private static func find(_ call: SubsonicCall) throws(LockerError) -> SearchResult {
        try call.shelves.search(
            SearchText.words(call.parameters.first("query") ?? ""), artists: try page("artist", call),
            albums: try page("album", call), songs: try page("song", call), folder: try call.parameters.folder())
    }

    private static func page(_ kind: String, _ call: SubsonicCall) throws(LockerError) -> ListPart {
        let part = try call.parameters.page(
            offset: kind + "Offset", count: kind + "Count", default: 20, most: maximumCount)
        return ListPart(offset: part.offset, count: part.count)
    }
}
