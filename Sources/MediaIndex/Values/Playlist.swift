/// Songs that a person put into an order. One that is not in their libraries at the moment keeps its place.
package struct Playlist: Hashable, Sendable {
    package var id: String
    package var name: String
    package var comment: String
    package var songCount: Int
    /// Milliseconds.
    package var duration: Int
    /// Nanoseconds since 1970 UTC.
    package var created: Int64
    package var changed: Int64
    package var coverID: String?

    package init(
        id: String, name: String, comment: String, songCount: Int, duration: Int, created: Int64, changed: Int64,
        coverID: String?
    ) {
        self.id = id
        self.name = name
        self.comment = comment
        self.songCount = songCount
        self.duration = duration
        self.created = created
        self.changed = changed
        self.coverID = coverID
    }
}
