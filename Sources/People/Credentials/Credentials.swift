import Foundation
import GRDB
import LockerBase

/// Tokens, app passwords and sessions. Each change is durable when its call returns, and counts in this process then; in
/// others what is new counts at once, and all else within a second.
package final class Credentials: Sendable {
    private let store: PeopleStore

    init(store: PeopleStore) {
        self.store = store
    }

    /// Makes a credential for a person.
    ///
    /// - Parameter expires: nanoseconds since 1970 UTC; nil for one that stays until it is revoked.
    /// - Throws: ``LockerError/Code/notFound`` for a person, ``LockerError/Code/invalidArgument`` for a label against the
    ///   rule, ``LockerError/Code/tooMany`` where the person has 1,000 that are good.
    package func add(
        _ kind: CredentialKind, of person: String, label: String, expires: Int64? = nil
    ) throws(LockerError) -> NewCredential {
        try add(kind, of: person, label: label, expires: expires) { _, _ in }
    }

    /// The same, where `check` has nothing against it: it sees the number of the person, amid what is written.
    func add(
        _ kind: CredentialKind, of person: String, label: String, expires: Int64?,
        where check: (Int64, Database) throws -> Void
    ) throws(LockerError) -> NewCredential {
        try CredentialLimits.check(label: label)
        let (id, now) = (CredentialID.random(), store.clock.time())
        let secret = CredentialSecret(kind, id: id, person: person, rows: store.rows)
        let credential = Credential(
            id: id, person: person, kind: kind, label: label, created: now, lastUsed: nil, expires: expires,
            revoked: nil, isUnreadable: false)
        let event = PeopleEvent(.credentialAdded, person, Credentials.details(id, kind, label))
        return try store.change { database in
            let owner = try PersonRow.id(of: person, database)
            try check(owner, database)
            try CredentialLimits.makeRoom(for: kind, of: owner, at: now, database)
            try Credentials.insert(credential, secret, owner, database)
            let made = NewCredential(credential: credential, secret: secret.text, event: event)
            return (made, RosterChange.put(try store.rows.one(owner, database)))
        }
    }

    private static func insert(
        _ credential: Credential, _ secret: CredentialSecret, _ owner: Int64, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO credential (id, person, label, kind, digest, sealed, created, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(credential.id.bytes), owner, credential.label, credential.kind.rawValue,
                secret.digest.map { Data($0) }, secret.sealed.map { Data($0) }, credential.created, credential.expires,
            ])
    }

    /// What a person has, the newest first, and of what is revoked or over the last.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for a person.
    package func all(of person: String) throws(LockerError) -> [Credential] {
        let (uses, unreadable) = (store.roster.uses, store.roster.unreadable)
        return try store.read { database in
            let owner = try PersonRow.id(of: person, database)
            let sql = """
                SELECT id, kind, label, created, used, expires, revoked FROM credential WHERE person = ?
                ORDER BY created DESC, id
                """
            return try Row.fetchAll(database, sql: sql, arguments: [owner]).map { row in
                let id = try CredentialRow.id(row, at: 0)
                let used: Int64? = try row.decode(atIndex: 4)
                return Credential(
                    id: id, person: person, kind: try CredentialRow.kind(row, at: 1),
                    label: try row.decode(atIndex: 2), created: try row.decode(atIndex: 3),
                    lastUsed: uses[id] ?? used, expires: try row.decode(atIndex: 5),
                    revoked: try row.decode(atIndex: 6), isUnreadable: unreadable.contains(id))
            }
        }
    }

    /// The one that somebody means who writes its number, 4 or more of the first digits of it, or its label.
    ///
    /// - Parameter person: whose it is; nil: anybody's, by digits alone.
    /// - Throws: ``LockerError/Code/notFound``; ``LockerError/Code/invalidArgument`` where several are meant, with which
    ///   they are, and for what is no number.
    package func find(_ text: String, of person: String? = nil) throws(LockerError) -> CredentialID {
        let search = CredentialSearch(text, of: person)
        return try store.read { try search.find($0) }
    }

    /// Whether it signs somebody in: neither it nor its person was taken away, disabled or revoked. Looks at memory only,
    /// so that each piece of a stream can ask.
    package func isLive(_ id: CredentialID) -> Bool {
        store.roster.isLive(id, at: store.clock.time())
    }

    /// Whether what signed somebody in still does; with the password itself, whether the person still may.
    package func isLive(_ signedIn: SignedIn) -> Bool {
        if let credential = signedIn.credential { return isLive(credential) }
        return store.roster.member(named: signedIn.person).map { !$0.isDisabled } ?? false
    }

    /// Revokes one, for good.
    ///
    /// - Parameter person: whose it must be; nil: anybody's.
    /// - Throws: ``LockerError/Code/notFound``, the same whether it is somebody else's or there is none.
    package func revoke(_ id: CredentialID, of person: String? = nil) throws(LockerError) -> PeopleEvent {
        try store.change { database in
            let place = try Credentials.place(of: id, person, database)
            try CredentialRow.revoke(id, at: store.clock.time(), database)
            let event = PeopleEvent(.credentialRevoked, place.name, Credentials.details(id, place.kind, place.label))
            return (event, RosterChange.put(try store.rows.one(place.owner, database)))
        }
    }

    /// Revokes what a person has of a kind, or with nil all that they have.
    ///
    /// - Parameter kept: one that stays: that by which they do so.
    package func revokeAll(
        _ kind: CredentialKind? = nil, of person: String, but kept: CredentialID? = nil
    ) throws(LockerError) -> PeopleEvent {
        try store.change { database in
            let owner = try PersonRow.id(of: person, database)
            let ended = try CredentialRow.revoke(kind, of: owner, but: kept, at: store.clock.time(), database)
            let event = PeopleEvent(.credentialsRevoked, person, ["revoked": "\(ended)"])
            return (event, RosterChange.put(try store.rows.one(owner, database)))
        }
    }

    /// Calls one something else.
    package func rename(_ id: CredentialID, of person: String, label: String) throws(LockerError) -> PeopleEvent {
        try CredentialLimits.check(label: label)
        return try store.change { database in
            let place = try Credentials.place(of: id, person, database)
            try database.execute(
                sql: "UPDATE credential SET label = ? WHERE id = ?", arguments: [label, Data(id.bytes)])
            let event = PeopleEvent(.credentialRenamed, place.name, Credentials.details(id, place.kind, label))
            return (event, RosterChange.put(try store.rows.one(place.owner, database)))
        }
    }

    private static func details(_ id: CredentialID, _ kind: CredentialKind, _ label: String) -> [String: String] {
        ["credential": id.hex, "kind": kind.name, "label": label]
    }

    /// Where one that is not revoked is.
    private static func place(
        of id: CredentialID, _ person: String?, _ database: Database
    ) throws -> (owner: Int64, name: String, kind: CredentialKind, label: String) {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT person.id, person.name, credential.kind, credential.label
                FROM credential JOIN person ON person.id = credential.person
                WHERE credential.id = ? AND credential.revoked IS NULL
                """, arguments: [Data(id.bytes)])
        guard let row else { throw isUnknown(id) }
        let owner: Int64 = try row.decode(atIndex: 0)
        let name: String = try row.decode(atIndex: 1)
        let kind = try CredentialRow.kind(row, at: 2)
        let label: String = try row.decode(atIndex: 3)
        guard person == nil || person == name else { throw isUnknown(id) }
        return (owner, name, kind, label)
    }

    private static func isUnknown(_ id: CredentialID) -> LockerError {
        LockerError(.notFound, "'\(id)': there is no credential of this number, or it was revoked")
    }
}
