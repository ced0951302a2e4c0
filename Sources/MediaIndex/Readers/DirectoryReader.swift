/// Folders, one level of each.
struct DirectoryReader {
    let visit: Visit

    private static let found = """
        SELECT folder.id, folder.item, folder.path, library.name, around.item
        FROM folder CROSS JOIN library ON library.id = folder.library
            LEFT JOIN folder AS around ON around.id = folder.parent
        """

    /// Where no picture lies in a folder, the cover of the song in it that came first.
    private static let inside = """
        SELECT item, path, created, coalesce(
            art, (SELECT cover FROM song WHERE song.folder = folder.id ORDER BY song.added, song.path LIMIT 1))
        FROM folder WHERE parent = ?
        """

    /// Those of libraries without songs are left out.
    func roots(of libraries: [Scope.Place]) throws -> [Directory] {
        var roots: [Directory] = []
        for library in libraries {
            let condition = "WHERE folder.library = ? AND folder.path = x''"
            if let root = try folder(condition, [library.id]) { roots.append(root) }
        }
        return roots
    }

    func directory(_ id: String) throws -> Directory? {
        switch id.prefix(3) {
        case "fo-": try folder("WHERE folder.account = ? AND folder.item = ?", [visit.account, id])
        case "al-": try album(id)
        case "ar-": try artist(id)
        default: nil
        }
    }

    private func album(_ id: String) throws -> Directory? {
        guard let album = try AlbumReader(visit).album(id) else { return nil }
        let songs = try SongReader(visit).songs(ofAlbum: id)
        return Directory(id: id, name: album.name, parentID: album.artistID, folders: [], songs: songs)
    }

    private func artist(_ id: String) throws -> Directory? {
        guard let artist = try ArtistReader(visit).artist(id) else { return nil }
        let albums = try AlbumReader(visit).albums(of: id).map { album in
            Directory.Subfolder(id: album.id, name: album.name, coverID: album.coverID, created: album.created)
        }
        return Directory(id: id, name: artist.name, parentID: nil, folders: albums, songs: [])
    }

    private func folder(_ condition: String, _ values: [(any BoundValue)?]) throws -> Directory? {
        let found = try MediaStatement("\(DirectoryReader.found) \(condition)", visit.database).first(values) { row in
            (
                id: row.integer(0), item: row.text(1), path: Array(row.bytes(2)), library: row.text(3),
                parent: row.optionalText(4)
            )
        }
        guard let found else { return nil }
        let name = PathNames.name(ofFolder: found.path, in: found.library)
        let songs = try SongReader(visit).songs(from: "song", "WHERE song.folder = ? ORDER BY song.path", [found.id])
        return Directory(
            id: found.item, name: name, parentID: found.parent, folders: try folders(in: found.id), songs: songs)
    }

    private func folders(in folder: Int64) throws -> [Directory.Subfolder] {
        let found = try MediaStatement(DirectoryReader.inside, visit.database).rows([folder]) { row in
            Directory.Subfolder(
                id: row.text(0), name: PathNames.name(ofFolder: Array(row.bytes(1)), in: ""),
                coverID: row.optionalText(3), created: row.integer(2))
        }
        return found.map { (sort: Folding.fold($0.name), folder: $0) }
            .sorted { ($0.sort, $0.folder.name) < ($1.sort, $1.folder.name) }
            .map { $0.folder }
    }
}
