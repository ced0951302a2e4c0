/// Every method by its name.
enum EndpointTable {
    static let all: [String: SubsonicEndpoint] = {
        var table: [String: SubsonicEndpoint] = [:]
        for group in groups { table.merge(group) { first, _ in first } }
        return table
    }()

    private static let groups: [[String: SubsonicEndpoint]] = [
        SystemEndpoints.all, UserEndpoints.all, TagEndpoints.all, FolderEndpoints.all, ListEndpoints.all,
        SearchEndpoints.all, InfoEndpoints.all, PlaylistEndpoints.all, MediaEndpoints.all, LyricsEndpoints.all,
        MarkEndpoints.all, PlayEndpoints.all, QueueEndpoints.all, BookmarkEndpoints.all, EmptyEndpoints.all,
        RefusedEndpoints.all,
    ]
}
