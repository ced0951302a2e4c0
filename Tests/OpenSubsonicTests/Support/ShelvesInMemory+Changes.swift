import MediaIndex

extension ShelvesInMemory {
    func star(_ items: [MarkedItem], at time: Int64?) {
        told.withLock { told in
            told.starred += items
            told.starTimes.append(time)
        }
    }

    func rate(_ item: MarkedItem, _ rating: Int?) {
        told.withLock { $0.rated.append(rating) }
    }

    func played(_ songs: [(id: String, time: Int64)]) {
        told.withLock { told in
            for song in songs { told.plays[song.id] = song.time }
        }
    }

    func playlists() -> [Playlist] {
        seen.names.keys.sorted().map { describe($0) }
    }

    private func describe(_ id: String) -> Playlist {
        var playlist = Sample.playlist
        playlist.id = id
        playlist.name = seen.names[id] ?? ""
        playlist.songCount = seen.playlists[id]?.count ?? 0
        return playlist
    }

    func playlist(_ id: String) -> (Playlist, [Song])? {
        guard let ids = seen.playlists[id] else { return nil }
        return (describe(id), ids.flatMap { id in Sample.songs.filter { $0.id == id } })
    }

    func makePlaylist(_ name: String, songs: [String], at time: Int64) -> String {
        told.withLock { told in
            told.playlists["pl-new"] = songs
            told.names["pl-new"] = name
        }
        return "pl-new"
    }

    func changePlaylist(
        _ id: String, name: String?, comment: String?, removed: [Int], added: [String], replacing: Bool, at time: Int64
    ) -> Bool {
        told.withLock { told in
            guard let songs = told.playlists[id] else { return false }
            let kept = songs.enumerated().filter { !removed.contains($0.offset) }.map { $0.element }
            told.playlists[id] = (replacing ? [] : kept) + added
            if let name { told.names[id] = name }
            return true
        }
    }

    func removePlaylist(_ id: String) -> Bool {
        told.withLock { told in
            told.names[id] = nil
            return told.playlists.removeValue(forKey: id) != nil
        }
    }

    func playQueue() -> PlayQueue? { seen.queue }

    func savePlayQueue(songs: [String], current: Int?, position: Int, by program: String, at time: Int64) {
        let found = songs.flatMap { id in Sample.songs.filter { $0.id == id } }
        told.withLock { told in
            told.queue = PlayQueue(
                songs: found, current: current, position: position, changed: time, changedBy: program)
        }
    }

    func bookmarks() -> [Bookmark] { seen.bookmarks }

    func saveBookmark(_ song: String, position: Int, comment: String, at time: Int64) -> Bool {
        guard let found = Sample.songs.first(where: { $0.id == song }) else { return false }
        told.withLock { told in
            told.bookmarks.append(
                Bookmark(song: found, position: position, comment: comment, created: time, changed: time))
        }
        return true
    }

    func removeBookmark(_ song: String) {
        told.withLock { $0.bookmarks.removeAll { $0.song.id == song } }
    }
}
