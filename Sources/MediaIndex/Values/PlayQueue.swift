/// What a person was listening to, to go on with on another device.
package struct PlayQueue: Hashable, Sendable {
    package var songs: [Song]
    /// The place in `songs` of the one that was playing.
    package var current: Int?
    /// Milliseconds into it.
    package var position: Int
    /// Nanoseconds since 1970 UTC.
    package var changed: Int64
    /// The program that saved it.
    package var changedBy: String

    package init(songs: [Song], current: Int?, position: Int, changed: Int64, changedBy: String) {
        self.songs = songs
        self.current = current
        self.position = position
        self.changed = changed
        self.changedBy = changedBy
    }
}
