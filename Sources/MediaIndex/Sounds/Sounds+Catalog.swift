import GRDB
import LockerBase
import SoundMatching

extension Sounds {
    /// The songs of the catalog of which is known what they sound like.
    package func catalogTracks() throws(LockerError) -> Set<Digest> {
        try media.read { database in
            Set(try MediaStatement("SELECT track FROM catalog_sound", database).rows([]) { row in try row.digest(0) })
        }
    }

    /// Takes songs that have come into the catalog. One that is known stays as it is.
    package func add(_ sounds: [CatalogSound]) throws(LockerError) {
        try media.write { database in
            for sound in sounds { try CatalogSoundRow.insert(sound, database) }
        }
    }

    /// Forgets songs that are in the catalog no more: for whom they were suggested, others may be.
    package func removeCatalog(_ tracks: some Collection<Digest> & Sendable) throws(LockerError) {
        try media.write { database in
            for track in tracks {
                let anew = "UPDATE sound SET compared = 0 WHERE key IN (SELECT key FROM suggestion WHERE track = ?)"
                try MediaStatement(anew, database).run(track)
                try MediaStatement("DELETE FROM suggestion WHERE track = ?", database).run(track)
                try MediaStatement("DELETE FROM catalog_sound WHERE track = ?", database).run(track)
            }
        }
    }
}
