import GRDB
import LockerBase

/// Who may sign in: each change is durable when its call returns, counts in this process then, and in others within a
/// second.
package final class Persons: Sendable {
    private let store: PeopleStore
    private let hasher: PasswordHasher

    init(store: PeopleStore, hasher: PasswordHasher) {
        self.store = store
        self.hasher = hasher
    }

    /// All of them, by name.
    package func all() throws(LockerError) -> [Person] {
        try persons(where: "1", [])
    }

    /// The person of that name, or nil.
    package func person(named name: String) throws(LockerError) -> Person? {
        try persons(where: "person.name = ?", [name]).first
    }

    private func persons(where condition: String, _ arguments: StatementArguments) throws(LockerError) -> [Person] {
        let now = store.clock.time()
        let sql = """
            SELECT person.name, person.disabled, person.created, count(credential.id), max(credential.used)
            FROM person LEFT JOIN credential ON credential.person = person.id AND credential.revoked IS NULL
                AND (credential.expires IS NULL OR credential.expires > \(now))
                AND (credential.kind <> \(CredentialKind.session.rawValue)
                    OR coalesce(credential.used, credential.created) > \(now - SessionLife.idle))
            WHERE \(condition) GROUP BY person.id ORDER BY person.name
            """
        return try store.read { database in
            try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
                Person(
                    name: try row.decode(atIndex: 0), isDisabled: try row.decode(atIndex: 1),
                    created: try row.decode(atIndex: 2), credentials: try row.decode(atIndex: 3),
                    lastUsed: try row.decode(atIndex: 4))
            }
        }
    }

    /// Adds a person.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name or a password against the rules,
    ///   ``LockerError/Code/alreadyExists``, ``LockerError/Code/tooMany`` when its turn to be hashed does not come.
    package func add(_ name: String, password: String) throws(LockerError) -> PeopleEvent {
        try AccountName.check(name)
        // Before a hash is made for nothing.
        try store.read { try PersonRow.checkIsFree(name, $0) }
        let hash = try hasher.hash(password)
        return try store.change { database in
            let id = try PersonRow.insert(name, hash: hash, created: store.clock.time(), database)
            return (PeopleEvent(.personAdded, name), RosterChange.put(try store.rows.one(id, database)))
        }
    }

    /// Gives a person another password, which ends their sessions.
    ///
    /// - Parameter kept: the session that stays: that of the page on which they do so.
    package func setPassword(
        _ password: String, of name: String, keeping kept: CredentialID? = nil
    ) throws(LockerError) -> PeopleEvent {
        _ = try store.read { try PersonRow.id(of: name, $0) }
        let hash = try hasher.hash(password)
        return try store.change { database in
            let id = try PersonRow.id(of: name, database)
            try database.execute(sql: "UPDATE person SET password = ? WHERE id = ?", arguments: [hash, id])
            let ended = try CredentialRow.revoke(.session, of: id, but: kept, at: store.clock.time(), database)
            let event = PeopleEvent(.passwordSet, name, ["revoked": "\(ended)"])
            return (event, RosterChange.put(try store.rows.one(id, database)))
        }
    }

    /// Lets nothing sign a person in any more, or all again that did.
    package func setDisabled(_ isDisabled: Bool, _ name: String) throws(LockerError) -> PeopleEvent {
        try store.change { database in
            let id = try PersonRow.id(of: name, database)
            try database.execute(sql: "UPDATE person SET disabled = ? WHERE id = ?", arguments: [isDisabled, id])
            let event = PeopleEvent(isDisabled ? .personDisabled : .personEnabled, name)
            return (event, RosterChange.put(try store.rows.one(id, database)))
        }
    }

    /// Gives a person another name; all that signs them in stays. Their account has to be renamed as well.
    package func rename(_ name: String, to newName: String) throws(LockerError) -> PeopleEvent {
        try AccountName.check(newName)
        return try store.change { database in
            let id = try PersonRow.id(of: name, database)
            try PersonRow.checkIsFree(newName, database)
            try reseal(id, from: name, to: newName, database)
            try database.execute(sql: "UPDATE person SET name = ? WHERE id = ?", arguments: [newName, id])
            try database.execute(sql: "DELETE FROM invite WHERE name = ?", arguments: [newName])
            let event = PeopleEvent(.personRenamed, newName, ["former_name": name])
            return (event, RosterChange.put(try store.rows.one(id, database)))
        }
    }

    /// App passwords are tied to the name.
    private func reseal(_ id: Int64, from name: String, to newName: String, _ database: Database) throws {
        for row in try CredentialRow.held(by: id, database) {
            guard let sealed = row.sealed else { continue }
            guard let password = store.rows.open(sealed, row.id, name) else {
                throw LockerError(
                    .dataLoss,
                    "credential \(row.id) of '\(name.printable)': the app password cannot be read; revoke it first")
            }
            try CredentialRow.set(sealed: store.rows.seal(password, row.id, newName), of: row.id, database)
        }
        for row in try CredentialRow.former(of: id, database) {
            guard let sealed = row.sealed, let password = store.rows.open(sealed, row.id, name) else { continue }
            try CredentialRow.set(
                formerlySealed: store.rows.seal(password, row.id, newName), of: row.id, database)
        }
    }

    /// Removes a person with all that signs them in. Their account, with their files, stays.
    package func remove(_ name: String) throws(LockerError) -> PeopleEvent {
        try store.change { database in
            let id = try PersonRow.id(of: name, database)
            try database.execute(sql: "DELETE FROM person WHERE id = ?", arguments: [id])
            return (PeopleEvent(.personRemoved, name), RosterChange.removed(id))
        }
    }
}
