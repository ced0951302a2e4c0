import GRDB
import LockerBase

extension Sounds {
    /// What the catalog has of the recordings that are these songs, by track digests, or blobs where there are none; for
    /// songs alone that the caller was just shown in somebody's library.
    package func suggestions(for keys: [Digest]) throws(LockerError) -> [Digest: Suggestion] {
        try media.read { database in
            let sql = """
                SELECT \(CatalogSoundRow.columns), suggestion.similarity
                FROM suggestion CROSS JOIN catalog_sound ON catalog_sound.track = suggestion.track
                WHERE suggestion.key = ?
                """
            var found: [Digest: Suggestion] = [:]
            for key in keys {
                found[key] = try MediaStatement(sql, database).first([key]) { row in
                    Suggestion(
                        song: try CatalogSoundRow.sound(row),
                        similarity: row.optionalDouble(CatalogSoundRow.count) ?? 0)
                }
            }
            return found
        }
    }
}
