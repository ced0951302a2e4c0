/// A place in a song that a person wants to come back to.
package struct Bookmark: Hashable, Sendable {
    package var song: Song
    /// Milliseconds.
    package var position: Int
    package var comment: String
    /// Nanoseconds since 1970 UTC.
    package var created: Int64
    package var changed: Int64

    package init(song: Song, position: Int, comment: String, created: Int64, changed: Int64) {
        self.song = song
        self.position = position
        self.comment = comment
        self.created = created
        self.changed = changed
    }
}
