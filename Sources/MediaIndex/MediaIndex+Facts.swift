import GRDB
import LockerBase
import MediaFacts

extension MediaIndex {
    /// What is known of some blobs, whoever has them. For content alone that the caller was just shown in somebody's
    /// library: nobody is told of it.
    package func facts(of blobs: [Digest]) throws(LockerError) -> [Digest: SongFacts] {
        try media.read { database in
            let sql = "SELECT \(FactsRow.columns), fact.lyrics FROM fact WHERE blob = ?"
            var known: [Digest: SongFacts] = [:]
            for blob in blobs {
                known[blob] = try MediaStatement(sql, database).first([blob]) { row -> SongFacts in
                    var facts = FactsRow.facts(row, from: 0)
                    facts.lyrics = try FactsRow.lyrics(row, FactsRow.count)
                    return facts
                }
            }
            return known
        }
    }

    /// Those of `blobs` that could not be read, so that they are not tried again.
    package func unread(_ blobs: [Digest]) throws(LockerError) -> Set<Digest> {
        try media.read { database in
            let sql = "SELECT 1 FROM unread WHERE blob = ?"
            let found = try blobs.filter { blob in try MediaStatement(sql, database).firstInteger(blob) != nil }
            return Set(found)
        }
    }

    /// Takes note of blobs that could not be read, with the reason of each. They are tried again by another rule alone
    /// (``SongFacts/version``).
    package func noteUnread(_ reasons: [Digest: String], at time: Int64) throws(LockerError) {
        try media.write { database in
            let note = "INSERT OR REPLACE INTO unread (blob, reason, noted) VALUES (?, ?, ?)"
            for (blob, reason) in reasons { try MediaStatement(note, database).run(blob, reason, time) }
        }
    }
}
