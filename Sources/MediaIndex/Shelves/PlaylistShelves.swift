import LockerBase

/// A person's playlists.
package protocol PlaylistShelves: Sendable {
    func playlists() throws(LockerError) -> [Playlist]
    func playlist(_ id: String) throws(LockerError) -> (Playlist, [Song])?
    func makePlaylist(_ name: String, songs: [String], at time: Int64) throws(LockerError) -> String
    /// Takes out the places of `removed`, then appends `added`; nil leaves the name or the comment. With `replacing`, all
    /// that it had goes first. Places are those among the songs that ``playlist(_:)`` shows.
    func changePlaylist(
        _ id: String, name: String?, comment: String?, removed: [Int], added: [String], replacing: Bool, at time: Int64
    ) throws(LockerError) -> Bool
    func removePlaylist(_ id: String) throws(LockerError) -> Bool
}
