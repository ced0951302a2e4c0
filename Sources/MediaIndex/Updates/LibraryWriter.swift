import GRDB
import LockerBase

/// What one transaction does to one library: songs and pictures come and go, and then whatever is told from them is told
/// anew, as far as they touched it.
final class LibraryWriter {
    let database: Database
    let account: Int64
    let library: Int64
    let libraryName: String
    /// Nanoseconds since 1970 UTC.
    let time: Int64
    let rows: NamedRows
    let names = ArtistNames()
    var touched = TouchedRows()
    /// The folders that songs were put into, by their paths.
    var folders: [[UInt8]: FolderRow] = [:]

    init(_ libraryName: String, _ library: Int64, of account: Int64, at time: Int64, _ database: Database) {
        self.database = database
        self.account = account
        self.library = library
        self.libraryName = libraryName
        self.time = time
        rows = NamedRows(account: account, database)
    }

    func take(_ update: LibraryUpdate) throws {
        for path in update.removed {
            try removeSong(at: path)
            try removePicture(at: path)
        }
        for file in update.files {
            switch file.content {
            case .song: try removePicture(at: file.path)
            case .picture:
                try removeSong(at: file.path)
                try putPicture(file)
            }
        }
        // Before the songs, whose covers may be in their folder.
        try refreshPictures()
        for file in update.files {
            if case .song(let facts) = file.content { try putSong(file, facts) }
        }
    }

    /// - Parameter isLast: whether no other part of the same update comes behind this one.
    func finish(isLast: Bool) throws {
        if !touched.isEmpty { try LibraryRows.setChanged(account, at: time, database) }
        for known in touched.headless { try CopyElection(database: database).elect(of: known) }
        try FolderRefresh(database: database).refresh(touched.folders)
        let albums = AlbumRefresh(account: account, rows: rows, names: names, database: database)
        let changed = try albums.refresh(touched.albums, isLast: isLast)
        for artist in changed.artists { try ArtistRefresh(database: database).refresh(artist) }
        for genre in touched.genres.union(changed.genres) { try GenreRefresh(database: database).refresh(genre) }
        try FactStore(database: database).noteIdle(touched.facts, at: time)
    }
}
