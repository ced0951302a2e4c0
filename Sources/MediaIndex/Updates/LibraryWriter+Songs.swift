import GRDB
import LockerBase
import MediaFacts

extension LibraryWriter {
    func putSong(_ file: LibraryUpdate.File, _ facts: SongFacts) throws {
        if let stored = try StoredSong.find(file.path, in: library, database) {
            if stored.isSame(as: file) { return }
            try remove(stored)
        }
        try add(file, facts)
    }

    func removeSong(at path: EntryPath) throws {
        if let stored = try StoredSong.find(path, in: library, database) { try remove(stored) }
    }

    private func remove(_ song: StoredSong) throws {
        let genres = try MediaStatement("SELECT genre FROM song_genre WHERE song = ?", database).integers(song.id)
        touched.genres.formUnion(genres)
        touched.albums.insert(song.album)
        touched.folders.insert(song.folder)
        touched.facts.insert(song.fact)
        if song.isFirst { touched.headless.insert(song.known) }
        for table in ["song_genre", "song_artist"] {
            try MediaStatement("DELETE FROM \(table) WHERE song = ?", database).run(song.id)
        }
        try MediaStatement("DELETE FROM song WHERE id = ?", database).run(song.id)
        let filling = """
            UPDATE song SET place = ?2
            WHERE id = (SELECT id FROM song WHERE library = ?1 ORDER BY place DESC LIMIT 1) AND place > ?2
            """
        try MediaStatement(filling, database).run(library, song.place)
    }

    private func add(_ file: LibraryUpdate.File, _ facts: SongFacts) throws {
        let (fact, said) = try FactStore(database: database).put(facts, of: file.blob)
        let names = SongNames(said, at: file.path, in: libraryName)
        let folder = try self.folder(names.path.folder)
        let known = try KnownSongs(account: account, database: database).put(file.track ?? file.blob, at: time)
        let album = try rows.album(albumItem(said, names))
        let isFirst = try CopyElection(database: database).isFirst(file.path, in: libraryName, of: known.id)
        let title = SearchWords.indexed([names.title])
        let others = SearchWords.indexed(names.credits.artists + [names.album] + names.credits.albumArtists)
        let place: [(any BoundValue)?] = [account, library, file.path.bytes, folder.id, album, fact, known.id]
        let own: [(any BoundValue)?] = [
            file.track != nil, isFirst, file.size, file.modified, known.added, said.year, said.disc ?? 1,
            said.track ?? Int(Int32.max), said.duration ?? 0, CoverID.embedded(said.pictures) ?? folder.shown,
        ]
        let words: [(any BoundValue)?] = [title.joined(separator: " "), others.joined(separator: " ")]
        try MediaStatement(LibraryWriter.songInsertion, database).run(all: place + own + words)
        try link(database.lastInsertedRowID, names, genres: said.genres)
        touched.albums.insert(album)
        touched.folders.insert(folder.id)
    }

    private func albumItem(_ facts: SongFacts, _ names: SongNames) -> String {
        guard names.hasAlbum else { return ItemID.album(library: libraryName, folder: names.path.folder) }
        return ItemID.album(
            artists: names.credits.albumArtists, name: names.album, release: facts.musicBrainzRelease)
    }

    private func link(_ song: Int64, _ said: SongNames, genres: [String]) throws {
        for artist in names.named(said.credits.artists) {
            try MediaStatement("INSERT OR IGNORE INTO song_artist (song, artist) VALUES (?, ?)", database)
                .run(song, rows.artist(artist.id))
        }
        for genre in genres where !Folding.isBlank(genre) {
            let row = try rows.genre(genre)
            touched.genres.insert(row)
            try MediaStatement("INSERT OR IGNORE INTO song_genre (song, genre) VALUES (?, ?)", database).run(song, row)
        }
    }

    private static let songInsertion = """
        INSERT INTO song (
            account, library, path, folder, album, fact, known, is_track, is_first, size, modified, added, year, disc,
            number, duration, cover, title, names, place
        ) VALUES (
            ?, ?2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            (SELECT ifnull(max(place) + 1, 0) FROM song WHERE library = ?2)
        )
        """
}
