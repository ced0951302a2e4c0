/// What a person says of a song, an album or an artist, or has done with it.
package struct Marks: Hashable, Sendable {
    /// Nanoseconds since 1970 UTC; nil: not starred.
    package var starred: Int64?
    /// 1 to 5; nil: not rated.
    package var rating: Int?
    package var playCount: Int
    /// Nanoseconds since 1970 UTC, of the last time.
    package var played: Int64?

    package init(starred: Int64? = nil, rating: Int? = nil, playCount: Int = 0, played: Int64? = nil) {
        self.starred = starred
        self.rating = rating
        self.playCount = playCount
        self.played = played
    }
}
