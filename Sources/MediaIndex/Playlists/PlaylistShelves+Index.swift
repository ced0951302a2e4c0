import LockerBase

extension PlaylistShelves where Self: IndexedAccount {
    func playlists() throws(LockerError) -> [Playlist] {
        try visit(else: []) { visit in try PlaylistReader(visit: visit).all() }
    }

    func playlist(_ id: String) throws(LockerError) -> (Playlist, [Song])? {
        try visit(else: nil) { visit in
            let reader = PlaylistReader(visit: visit)
            guard let playlist = try reader.playlist(id) else { return nil }
            return (playlist, try reader.songs(of: id))
        }
    }

    func makePlaylist(_ name: String, songs: [String], at time: Int64) throws(LockerError) -> String {
        try change { visit in try PlaylistWriter(visit: visit).make(name, songs, at: time) }
    }

    func changePlaylist(
        _ id: String, name: String?, comment: String?, removed: [Int], added: [String], replacing: Bool, at time: Int64
    ) throws(LockerError) -> Bool {
        try change { visit in
            let writer = PlaylistWriter(visit: visit)
            guard let playlist = try writer.find(id) else { return false }
            try writer.describe(playlist, name: name, comment: comment, at: time)
            if replacing || !removed.isEmpty || !added.isEmpty {
                try writer.change(playlist, removed: removed, added: added, replacing: replacing)
            }
            return true
        }
    }

    func removePlaylist(_ id: String) throws(LockerError) -> Bool {
        try change { visit in
            let writer = PlaylistWriter(visit: visit)
            guard let playlist = try writer.find(id) else { return false }
            try writer.remove(playlist)
            return true
        }
    }
}
