import GRDB
import LockerBase

extension LibraryWriter {
    func putPicture(_ file: LibraryUpdate.File) throws {
        let path = PathNames(file.path)
        let insertion = """
            INSERT INTO picture (library, folder, name, account, blob, size) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (library, folder, name) DO UPDATE SET blob = excluded.blob, size = excluded.size
            """
        try MediaStatement(insertion, database).run(library, path.folder, path.file, account, file.blob, file.size)
        touched.pictures.insert(path.folder)
    }

    func removePicture(at path: EntryPath) throws {
        let path = PathNames(path)
        try MediaStatement("DELETE FROM picture WHERE library = ? AND folder = ? AND name = ?", database)
            .run(library, path.folder, path.file)
        if database.changesCount > 0 { touched.pictures.insert(path.folder) }
    }

    /// Gives the songs of the folders whose pictures changed, and of the folders in these, their covers.
    func refreshPictures() throws {
        for path in touched.pictures {
            let folder = try MediaStatement("SELECT id FROM folder WHERE library = ? AND path = ?", database)
                .firstInteger(library, path)
            // Without songs in it or below, it is nobody's cover.
            guard let folder else { continue }
            let art = try FolderArt(library: library, database: database).cover(of: path)
            try MediaStatement("UPDATE folder SET art = ? WHERE id = ?", database).run(art, folder)
            try refreshCovers(of: folder)
            let inside = try MediaStatement("SELECT id FROM folder WHERE parent = ?", database).integers(folder)
            for child in inside { try refreshCovers(of: child) }
        }
        folders = [:]
    }

    private func refreshCovers(of folder: Int64) throws {
        let update = """
            UPDATE song SET cover = coalesce(
                (SELECT cover FROM fact WHERE fact.id = song.fact),
                (SELECT art FROM folder WHERE id = ?1),
                (SELECT around.art FROM folder CROSS JOIN folder AS around ON around.id = folder.parent
                    WHERE folder.id = ?1))
            WHERE folder = ?1
            """
        try MediaStatement(update, database).run(folder)
        let albums = try MediaStatement("SELECT DISTINCT album FROM song WHERE folder = ?", database).integers(folder)
        touched.albums.formUnion(albums)
    }
}
