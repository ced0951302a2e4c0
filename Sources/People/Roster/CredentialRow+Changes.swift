import Foundation
import GRDB

extension CredentialRow {
    /// Revokes what a person has of a kind, or with nil of all kinds. Returns how many that were.
    ///
    /// - Parameter kept: one that stays.
    static func revoke(
        _ kind: CredentialKind?, of person: Int64, but kept: CredentialID?, at now: Int64, _ database: Database
    ) throws -> Int {
        try database.execute(
            sql: """
                UPDATE credential SET revoked = :now, digest = NULL, sealed = NULL
                WHERE person = :person AND revoked IS NULL
                    AND (:kind IS NULL OR kind = :kind) AND (:kept IS NULL OR id <> :kept)
                """,
            arguments: [
                "now": now, "person": person, "kind": kind?.rawValue, "kept": kept.map { Data($0.bytes) },
            ])
        return database.changesCount
    }

    /// Revokes one.
    static func revoke(_ id: CredentialID, at now: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE credential SET revoked = ?, digest = NULL, sealed = NULL WHERE id = ? AND revoked IS NULL",
            arguments: [now, Data(id.bytes)])
    }

    static func set(sealed: [UInt8], of id: CredentialID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE credential SET sealed = ? WHERE id = ?", arguments: [Data(sealed), Data(id.bytes)])
    }

    static func set(formerlySealed sealed: [UInt8], of id: CredentialID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE former_secret SET sealed = ? WHERE credential = ?",
            arguments: [Data(sealed), Data(id.bytes)])
    }

    /// Takes note of when credentials were last used.
    static func set(uses: [CredentialID: Int64], _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE credential SET used = ? WHERE id = ? AND (used IS NULL OR used < ?)")
        for (id, time) in uses {
            try statement.execute(arguments: [time, Data(id.bytes), time])
        }
    }
}
