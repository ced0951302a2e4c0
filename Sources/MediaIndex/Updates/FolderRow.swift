import GRDB
import LockerBase

/// A folder that has songs in it or below.
struct FolderRow {
    let id: Int64
    /// The id of its own picture.
    let art: String?
    /// And of the one that its songs are shown with that have none in their tags: its own, or that of the folder around.
    let shown: String?
}

extension LibraryWriter {
    /// The row of a folder, made with those around it where it is not there.
    func folder(_ path: [UInt8]) throws -> FolderRow {
        if let known = folders[path] { return known }
        var parent: FolderRow?
        if let around = PathNames.parent(ofFolder: path) { parent = try folder(around) }
        let found = try MediaStatement("SELECT id, art FROM folder WHERE library = ? AND path = ?", database)
            .first([library, path]) { row in (row.integer(0), row.optionalText(1)) }
        let (id, art) = try found ?? makeFolder(path, in: parent?.id)
        let made = FolderRow(id: id, art: art, shown: art ?? parent?.art)
        folders[path] = made
        return made
    }

    private func makeFolder(_ path: [UInt8], in parent: Int64?) throws -> (Int64, String?) {
        let art = try FolderArt(library: library, database: database).cover(of: path)
        let insertion = """
            INSERT INTO folder (account, library, parent, path, item, created, art) VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        // The highest time there is: the refresh puts the right one in, and tells those around.
        try MediaStatement(insertion, database).run(
            account, library, parent, path, ItemID.folder(library: libraryName, path: path), Int64.max, art)
        let id = database.lastInsertedRowID
        touched.folders.insert(id)
        return (id, art)
    }
}
