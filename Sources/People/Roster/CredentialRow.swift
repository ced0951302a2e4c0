import Foundation
import GRDB
import LockerBase

/// A row of tokens, app passwords and sessions, without what only lists show.
struct CredentialRow: FetchableRecord {
    static let columns = "id, person, label, kind, digest, sealed, expires, coalesce(used, created), used IS NULL"

    let id: CredentialID
    let person: Int64
    let label: String
    let kind: CredentialKind
    let digest: [UInt8]?
    let sealed: [UInt8]?
    let expires: Int64?
    /// When it was made or last used.
    let seen: Int64
    /// Whether it never was used, as far as the database knows.
    let isUnused: Bool

    init(row: Row) throws {
        id = try CredentialRow.id(row, at: 0)
        person = try row.decode(atIndex: 1)
        label = try row.decode(atIndex: 2)
        kind = try CredentialRow.kind(row, at: 3)
        digest = try CredentialRow.bytes(row, at: 4)
        sealed = try CredentialRow.bytes(row, at: 5)
        expires = try row.decode(atIndex: 6)
        seen = try row.decode(atIndex: 7)
        isUnused = try row.decode(atIndex: 8)
    }

    /// What a person has that is not revoked.
    static func held(by person: Int64, _ database: Database) throws -> [CredentialRow] {
        try fetchAll(
            database, sql: "SELECT \(columns) FROM credential WHERE person = ? AND revoked IS NULL",
            arguments: [person])
    }

    /// What the person of a number has had and was revoked, with what it was; with nil that of all.
    static func former(of person: Int64?, _ database: Database) throws -> [CredentialRow] {
        let sql = """
            SELECT credential.id, person, label, kind, former_secret.digest, former_secret.sealed, expires,
                coalesce(used, created), used IS NULL
            FROM former_secret JOIN credential ON credential.id = former_secret.credential
            WHERE :person IS NULL OR person = :person
            """
        return try fetchAll(database, sql: sql, arguments: ["person": person])
    }

    /// The number in a column.
    static func id(_ row: Row, at index: Int) throws -> CredentialID {
        let data: Data = try row.decode(atIndex: index)
        guard let id = CredentialID(Array(data)) else { throw isMalformed }
        return id
    }

    /// The kind in a column.
    static func kind(_ row: Row, at index: Int) throws -> CredentialKind {
        let number: Int = try row.decode(atIndex: index)
        guard let kind = CredentialKind(rawValue: number) else { throw isMalformed }
        return kind
    }

    private static func bytes(_ row: Row, at index: Int) throws -> [UInt8]? {
        let data: Data? = try row.decode(atIndex: index)
        return data.map { Array($0) }
    }

    private static let isMalformed = LockerError(
        .dataLoss,
        "a row of credentials does not have the form that was written; put a backup of people.sqlite in its place")
}
