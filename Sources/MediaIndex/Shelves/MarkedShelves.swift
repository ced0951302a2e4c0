import LockerBase

/// What a person says of what they have, and has done with it.
package protocol MarkedShelves: Sendable {
    /// `time` is nanoseconds since 1970 UTC; nil takes the star away. Ids that are not there are passed over.
    func star(_ items: [MarkedItem], at time: Int64?) throws(LockerError)
    /// 1 to 5; nil takes the rating away.
    func rate(_ item: MarkedItem, _ rating: Int?) throws(LockerError)
    func played(_ songs: [(id: String, time: Int64)]) throws(LockerError)

    func playQueue() throws(LockerError) -> PlayQueue?
    func savePlayQueue(
        songs: [String], current: Int?, position: Int, by program: String, at time: Int64
    ) throws(LockerError)
    func bookmarks() throws(LockerError) -> [Bookmark]
    func saveBookmark(_ song: String, position: Int, comment: String, at time: Int64) throws(LockerError) -> Bool
    func removeBookmark(_ song: String) throws(LockerError)
}
