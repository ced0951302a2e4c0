import GRDB

extension Database {
    /// Lets the ids of `table` go on behind `id`.
    func setHighestID(_ id: Int64, of table: String) throws {
        try execute(sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", arguments: [id, table])
        guard changesCount == 0 else { return }
        try execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [table, id])
    }
}
