import LockerBase

/// One thing of an account, by its id, and what is in it.
package protocol BrowsedShelves: Sendable {
    func folders() throws(LockerError) -> [MusicFolder]
    /// In the order of their ``Artist/sortName``.
    func artists(folder: Int?) throws(LockerError) -> [Artist]
    func artist(_ id: String) throws(LockerError) -> Artist?
    /// Of an artist: those that are by it, and those on which it plays a song, by year.
    func albums(of artist: String) throws(LockerError) -> [Album]
    func album(_ id: String) throws(LockerError) -> Album?
    /// In the order of discs and tracks.
    func songs(ofAlbum id: String) throws(LockerError) -> [Song]
    func song(_ id: String) throws(LockerError) -> Song?
    /// A folder's root folders, by the library's number; nil: of all libraries.
    func roots(folder: Int?) throws(LockerError) -> [Directory]
    /// By the id of a folder, an album or an artist.
    func directory(_ id: String) throws(LockerError) -> Directory?
    /// By the id of a cover, or of what has one.
    func cover(_ id: String) throws(LockerError) -> CoverSource?
    /// Nanoseconds since 1970 UTC of the last change of what is listed; and how many songs there are.
    func state() throws(LockerError) -> (changed: Int64, songs: Int)
}
