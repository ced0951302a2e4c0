/// Where covers are: in files of the account alone.
struct CoverReader {
    let visit: Visit

    /// - Parameter id: of a cover, or of what has one.
    func cover(_ id: String) throws -> CoverSource? {
        if let found = try source(id) { return found }
        guard let cover = try coverID(of: id) else { return nil }
        return try source(cover)
    }

    private func source(_ id: String) throws -> CoverSource? {
        if let picture = CoverID.picture(id) { return try embedded(id, picture) }
        guard let blobs = CoverID.blobs(id) else { return nil }
        let sql = "SELECT blob, size FROM picture WHERE account = ? AND blob BETWEEN ? AND ? LIMIT 1"
        return try MediaStatement(sql, visit.database).first([visit.account, blobs.first, blobs.last]) { row in
            CoverSource.file(blob: try row.digest(0), size: row.int(1))
        }
    }

    private func embedded(_ id: String, _ picture: String) throws -> CoverSource? {
        let sql = """
            SELECT fact.blob, song.size, fact.pictures FROM song INDEXED BY song_cover
                CROSS JOIN fact ON fact.id = song.fact
            WHERE song.account = ? AND song.cover = ? LIMIT 1
            """
        return try MediaStatement(sql, visit.database).first([visit.account, id]) { row -> CoverSource? in
            let pictures = PictureColumn.pictures(row.text(2))
            guard let found = pictures.first(where: { $0.digest == picture }) else { return nil }
            return .embedded(
                blob: try row.digest(0), size: row.int(1), picture: picture, mediaType: found.mediaType)
        } ?? nil
    }

    private func coverID(of id: String) throws -> String? {
        guard let sql = CoverReader.holders[String(id.prefix(3))] else { return nil }
        let item = id.hasPrefix("so-") ? ItemID.base(ofSong: id) : id
        return try MediaStatement(sql, visit.database)
            .first([visit.account, item]) { row in row.optionalText(0) } ?? nil
    }

    /// By the first three characters of an id, how what it names is found.
    private static let holders = [
        "so-": """
        SELECT song.cover FROM known CROSS JOIN song ON song.known = known.id AND song.is_first = 1
        WHERE known.account = ? AND known.item = ?
        """,
        "al-": "SELECT cover FROM album WHERE account = ? AND item = ?",
        "ar-": "SELECT cover FROM artist WHERE account = ? AND item = ?",
        "fo-": """
        SELECT coalesce(art, (SELECT cover FROM song WHERE song.folder = folder.id ORDER BY added, path LIMIT 1))
        FROM folder WHERE account = ? AND item = ?
        """,
        "pl-": """
        SELECT song.cover FROM playlist CROSS JOIN playlist_song ON playlist_song.playlist = playlist.id
            CROSS JOIN song ON song.known = playlist_song.known AND song.is_first = 1 AND song.cover IS NOT NULL
        WHERE playlist.account = ? AND playlist.item = ? ORDER BY playlist_song.position LIMIT 1
        """,
    ]
}
