import Foundation
import GRDB
import LockerBase

/// The catalog as rows of a database.
package struct SQLiteCatalog: CatalogStore {
    let sqlite: SQLiteDatabase

    package func add(_ tracks: [CatalogTrack], heard: [CatalogFingerprint]) throws(LockerError) -> [Bool] {
        try sqlite.write { (database) throws -> [Bool] in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO catalog (\(CatalogTrack.columns)) VALUES (\(databaseQuestionMarks(count: 13)))
                    ON CONFLICT (track) DO NOTHING
                    """)
            let new = try tracks.map { (track) throws -> Bool in
                try statement.execute(arguments: track.values)
                return database.changesCount == 1
            }
            for fingerprint in heard { try fingerprint.save(database) }
            return new
        }
    }

    package func track(_ digest: Digest) throws(LockerError) -> CatalogTrack? {
        try sqlite.read { database in
            let statement = try database.cachedStatement(sql: SQLiteCatalog.trackSQL)
            return try CatalogTrack.fetchOne(statement, arguments: [digest])
        }
    }

    package func tracks(_ digests: [Digest], heldBy account: Account) throws(LockerError) -> [CatalogTrack?] {
        try sqlite.read { database in
            let catalog = try database.cachedStatement(sql: SQLiteCatalog.trackSQL)
            let owned = try database.cachedStatement(sql: SQLiteCatalog.ownedTrackSQL)
            var songs: [CatalogTrack?] = []
            for digest in digests {
                let song = try CatalogTrack.fetchOne(catalog, arguments: [digest])
                // Most songs of most people are in no catalog.
                let isHeld = try song != nil && Int64.fetchOne(owned, arguments: [digest, account.id]) != nil
                songs.append(isHeld ? song : nil)
            }
            return songs
        }
    }

    package func tracks(after: Digest?, limit: Int) throws(LockerError) -> [CatalogTrack] {
        try sqlite.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(CatalogTrack.columns) FROM catalog WHERE track > ? ORDER BY track LIMIT ?")
            // All digests come after the empty string of bytes.
            return try CatalogTrack.fetchAll(
                statement, arguments: [after?.databaseValue ?? Data().databaseValue, max(0, limit)])
        }
    }

    package func remove(_ digest: Digest) throws(LockerError) {
        try sqlite.write { database in
            try database.execute(sql: "DELETE FROM catalog WHERE track = ?", arguments: [digest])
            guard database.changesCount == 1 else {
                throw LockerError(.notFound, "\(digest): not in the catalog")
            }
        }
    }

    package func matches(of tracks: [Digest], for account: Account) throws(LockerError) -> [TrackMatch] {
        try sqlite.read { database in
            let catalog = try database.cachedStatement(sql: SQLiteCatalog.payloadSizeSQL)
            let owned = try database.cachedStatement(sql: SQLiteCatalog.ownedTrackSQL)
            return try tracks.map { track in
                TrackMatch(
                    isOwned: try Int64.fetchOne(owned, arguments: [track, account.id]) != nil,
                    payloadSize: try Int64.fetchOne(catalog, arguments: [track]))
            }
        }
    }

    private static let trackSQL = "SELECT \(CatalogTrack.columns) FROM catalog WHERE track = ?"

    package static let payloadSizeSQL = "SELECT payload_size FROM catalog INDEXED BY catalog_match WHERE track = ?"

    /// The few libraries of one account first, then one look-up each, however many others hold the track.
    package static let ownedTrackSQL = """
        SELECT 1 FROM library
        CROSS JOIN entry INDEXED BY entry_track ON entry.track = ? AND entry.library = library.id
        WHERE library.account = ? LIMIT 1
        """
}
