import GRDB

/// Folders as their songs leave them: gone with the last song in them or below, or with the time of the first.
struct FolderRefresh {
    let database: Database

    /// The deepest first, since each may change the one around it.
    func refresh(_ folders: Set<Int64>) throws {
        var waiting: [Int: Set<Int64>] = [:]
        for folder in folders {
            let path = try MediaStatement("SELECT path FROM folder WHERE id = ?", database)
                .first([folder]) { row in FolderRefresh.depth(Array(row.bytes(0))) }
            if let path { waiting[path, default: []].insert(folder) }
        }
        for depth in (0...(waiting.keys.max() ?? 0)).reversed() {
            for folder in waiting[depth] ?? [] {
                if let parent = try refresh(folder) { waiting[depth - 1, default: []].insert(parent) }
            }
        }
    }

    private static func depth(_ path: [UInt8]) -> Int {
        path.isEmpty ? 0 : path.count { $0 == UInt8(ascii: "/") } + 1
    }

    /// - Returns: the folder around it, where this changes it.
    private func refresh(_ folder: Int64) throws -> Int64? {
        let sql = """
            SELECT parent, created, (SELECT min(added) FROM song WHERE folder = ?1),
                (SELECT min(created) FROM folder WHERE parent = ?1)
            FROM folder WHERE id = ?1
            """
        let found = try MediaStatement(sql, database).first([folder]) { row in
            (
                parent: row.optionalInteger(0), created: row.integer(1), own: row.optionalInteger(2),
                below: row.optionalInteger(3)
            )
        }
        guard let found else { return nil }
        guard let created = [found.own, found.below].compactMap({ $0 }).min() else {
            try MediaStatement("DELETE FROM folder WHERE id = ?", database).run(folder)
            return found.parent
        }
        if created == found.created { return nil }
        try MediaStatement("UPDATE folder SET created = ? WHERE id = ?", database).run(created, folder)
        return found.parent
    }
}
