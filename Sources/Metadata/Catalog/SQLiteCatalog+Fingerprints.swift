import Foundation
import GRDB
import LockerBase

extension SQLiteCatalog {
    package func fingerprinted(after: Digest?, limit: Int) throws(LockerError) -> [Digest] {
        try sqlite.read { database in
            let statement = try database.cachedStatement(sql: SQLiteCatalog.fingerprintedSQL)
            return try Digest.fetchAll(
                statement, arguments: [after?.databaseValue ?? Data().databaseValue, max(0, limit)])
        }
    }

    package func fingerprints(of tracks: [Digest]) throws(LockerError) -> [FingerprintedTrack?] {
        try sqlite.read { (database) throws -> [FingerprintedTrack?] in
            let statement = try database.cachedStatement(sql: "SELECT bytes FROM fingerprint WHERE track = ?")
            let songs = try database.cachedStatement(
                sql: "SELECT \(CatalogTrack.columns) FROM catalog WHERE track = ?")
            return try tracks.map { (track) throws -> FingerprintedTrack? in
                guard let bytes = try Data.fetchOne(statement, arguments: [track]),
                    let song = try CatalogTrack.fetchOne(songs, arguments: [track])
                else { return nil }
                return FingerprintedTrack(song: song, fingerprint: Array(bytes))
            }
        }
    }

    /// Their names alone: no row with a fingerprint is looked at.
    package static let fingerprintedSQL = "SELECT track FROM fingerprint WHERE track > ? ORDER BY track LIMIT ?"
}

extension CatalogFingerprint {
    /// In the place of the one before; of a track that is not in the catalog, nothing.
    func save(_ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO fingerprint (track, bytes) SELECT track, ? FROM catalog WHERE track = ?
                ON CONFLICT (track) DO UPDATE SET bytes = excluded.bytes
                """)
        try statement.execute(arguments: [Data(bytes), track])
    }
}
