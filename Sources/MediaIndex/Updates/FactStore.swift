import GRDB
import LockerBase
import MediaFacts

/// What is known of blobs, once for each, whoever has it.
struct FactStore {
    let database: Database

    /// How long facts stay that no song has: a library that is told again is not read again. Nanoseconds.
    static let patience: Int64 = 7 * 24 * 3600 * 1_000_000_000

    /// The row of a blob, and what it says. What is known stays as it is, since it comes of the blob's bytes alone:
    /// songs of one blob are told alike, whatever their readers say.
    func put(_ facts: SongFacts, of blob: Digest) throws -> (id: Int64, facts: SongFacts) {
        let sql = "SELECT \(FactsRow.columns), fact.id FROM fact WHERE blob = ?"
        let found = try MediaStatement(sql, database).first([blob]) { row in
            (id: row.integer(FactsRow.count), facts: FactsRow.facts(row, from: 0))
        }
        guard let found else { return (try FactsRow.insert(facts, of: blob, database), facts) }
        try MediaStatement("DELETE FROM idle_fact WHERE fact = ?", database).run(found.id)
        return found
    }

    /// Takes note of those of `facts` that no song has any more.
    func noteIdle(_ facts: Set<Int64>, at time: Int64) throws {
        let note = """
            INSERT OR IGNORE INTO idle_fact (fact, since)
            SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM song WHERE fact = ?1)
            """
        for fact in facts { try MediaStatement(note, database).run(fact, time) }
    }

    /// Forgets some of those that no song had for longer than ``patience``.
    func collect(at time: Int64) throws {
        let due = try MediaStatement("SELECT fact FROM idle_fact WHERE since < ? LIMIT 1000", database)
            .integers(time - FactStore.patience)
        for fact in due {
            try MediaStatement("DELETE FROM fact WHERE id = ?", database).run(fact)
            try MediaStatement("DELETE FROM idle_fact WHERE fact = ?", database).run(fact)
        }
    }
}
