import Foundation
import GRDB
import LockerBase

/// Invitations: codes that let somebody choose a password for a new person, once and for seven days.
package final class Invites: Sendable {
    /// Nanoseconds.
    private static let lifetime: Int64 = 7 * 86_400 * 1_000_000_000
    /// That are open at a time.
    private static let most = 1000

    private let store: PeopleStore
    private let hasher: PasswordHasher
    private let throttle: Throttle

    init(store: PeopleStore, hasher: PasswordHasher, throttle: Throttle) {
        self.store = store
        self.hasher = hasher
        self.throttle = throttle
    }

    /// Invites somebody to be the person `name`. An earlier invitation to that is over.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a name against the rule, ``LockerError/Code/alreadyExists`` where
    ///   there is such a person.
    package func make(for name: String) throws(LockerError) -> NewInvite {
        try AccountName.check(name)
        let (code, now) = (SecretText.code(), store.clock.time())
        let invite = Invite(name: name, created: now, expires: now + Invites.lifetime)
        return try store.change { database in
            try PersonRow.checkIsFree(name, database)
            try Invites.makeRoom(for: name, at: now, database)
            try database.execute(
                sql: "INSERT INTO invite (digest, name, created, expires) VALUES (?, ?, ?, ?)",
                arguments: [Invites.digest(code), name, now, invite.expires])
            let made = NewInvite(invite: invite, code: code, event: PeopleEvent(.inviteMade, name))
            return (made, RosterChange.none)
        }
    }

    private static func makeRoom(for name: String, at now: Int64, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM invite WHERE name = ? OR expires <= ?", arguments: [name, now])
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM invite")
        guard let count, count >= most else { return }
        throw LockerError(.tooMany, "there are \(most) open invitations; withdraw some, or wait until they end")
    }

    /// Those that are open, by name.
    package func all() throws(LockerError) -> [Invite] {
        let now = store.clock.time()
        return try store.read { database in
            try Invites.fetch(database, where: "expires > ? ORDER BY name", [now])
        }
    }

    /// Takes back an invitation.
    package func withdraw(_ name: String) throws(LockerError) -> PeopleEvent {
        try store.change { database in
            try database.execute(sql: "DELETE FROM invite WHERE name = ?", arguments: [name])
            guard database.changesCount == 1 else {
                throw LockerError(.notFound, "'\(name.printable)': nobody is invited to be called so")
            }
            return (PeopleEvent(.inviteWithdrawn, name), RosterChange.none)
        }
    }

    /// The invitation of a code, for the page that asks for a password.
    ///
    /// - Parameter address: where it comes from, for wrong ones.
    /// - Throws: ``LockerError/Code/permissionDenied`` for one that is unknown, used or over;
    ///   ``LockerError/Code/tooMany`` after many of these, with ``LockerError/retryAfter``.
    package func invite(code: String, from address: String) throws(LockerError) -> Invite {
        let now = store.clock.time()
        let found = try store.read { database in
            try Invites.fetch(database, where: "digest = ? AND expires > ?", [Invites.digest(code), now]).first
        }
        guard let found else {
            try throttle.count(TryOrigin(address: address, person: nil))
            throw Invites.isOver
        }
        return found
    }

    /// Makes the person to whom the code belongs, with the password that they chose. The code is used then.
    ///
    /// - Returns: with their name.
    /// - Throws: as ``invite(code:from:)`` and ``Persons/add(_:password:)``.
    package func accept(code: String, password: String, from address: String) throws(LockerError) -> PeopleEvent {
        let name = try invite(code: code, from: address).name
        let hash = try hasher.hash(password)
        let now = store.clock.time()
        return try store.change { database in
            // Somebody else may have used it while this one was hashed.
            try database.execute(
                sql: "DELETE FROM invite WHERE digest = ? AND expires > ?", arguments: [Invites.digest(code), now])
            guard database.changesCount == 1 else { throw Invites.isOver }
            let id = try PersonRow.insert(name, hash: hash, created: now, database)
            return (PeopleEvent(.inviteAccepted, name), RosterChange.put(try store.rows.one(id, database)))
        }
    }

    private static func fetch(
        _ database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [Invite] {
        let sql = "SELECT name, created, expires FROM invite WHERE \(condition)"
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            Invite(
                name: try row.decode(atIndex: 0), created: try row.decode(atIndex: 1),
                expires: try row.decode(atIndex: 2))
        }
    }

    private static func digest(_ code: String) -> Data {
        Data(SHA256.digest(of: Array(code.utf8.prefix(SecretText.maximumLength))).bytes)
    }

    private static let isOver = LockerError(
        .permissionDenied, "this invitation is unknown, was used or is over; ask for another one")
}
