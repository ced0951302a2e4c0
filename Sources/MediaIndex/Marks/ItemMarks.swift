import GRDB
import LockerBase

/// Stars and ratings: of a song by its track, so that they outlive its file; of others by their ids.
struct ItemMarks {
    let visit: Visit

    /// What is said.
    enum Mark: String {
        case starred
        case rating
    }

    /// Nil takes it away. An id that is not there is passed over.
    func set(_ mark: Mark, of item: MarkedItem, to value: Int64?) throws {
        switch item {
        case .song(let id):
            let known = try KnownSongs(account: visit.account, database: visit.database).find(id)
            guard let known else { return }
            try MediaStatement("UPDATE known SET \(mark.rawValue) = ? WHERE id = ?", visit.database).run(value, known)
        case .album(let id): try set(mark, of: id, in: "album", to: value)
        case .artist(let id): try set(mark, of: id, in: "artist", to: value)
        case .folder(let id):
            let found = try MediaStatement("SELECT id FROM folder WHERE account = ? AND item = ?", visit.database)
                .firstInteger(visit.account, id)
            if found != nil { try keep(mark, of: id, value) }
        }
    }

    /// The table has what is kept, too, so that lists in its order need no other.
    private func set(_ mark: Mark, of id: String, in table: String, to value: Int64?) throws {
        try MediaStatement("UPDATE \(table) SET \(mark.rawValue) = ? WHERE account = ? AND item = ?", visit.database)
            .run(value, visit.account, id)
        if visit.database.changesCount > 0 { try keep(mark, of: id, value) }
    }

    private func keep(_ mark: Mark, of id: String, _ value: Int64?) throws {
        let sql = """
            INSERT INTO mark (account, item, \(mark.rawValue)) VALUES (?, ?, ?)
            ON CONFLICT (account, item) DO UPDATE SET \(mark.rawValue) = excluded.\(mark.rawValue)
            """
        try MediaStatement(sql, visit.database).run(visit.account, id, value)
    }
}
