import Foundation
import GRDB
import LockerBase

/// How much a person may have of what signs them in.
enum CredentialLimits {
    /// That is good, beside sessions.
    static let most = 1000
    /// Of browsers: beyond it, those that are the oldest end. People do not sign out.
    static let sessions = 50
    /// That is revoked or over, and still listed.
    static let ended = 100
    /// Bytes of a label.
    static let labelLength = 255

    /// - Throws: ``LockerError/Code/invalidArgument`` with the rule.
    static func check(label: String) throws(LockerError) {
        try ListedName.check(label, as: "a label", maximumLength: labelLength)
    }

    /// Makes room for one more of a kind.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where there is none.
    static func makeRoom(
        for kind: CredentialKind, of person: Int64, at now: Int64, _ database: Database
    ) throws {
        try forgetEnded(of: person, at: now, database)
        // Who has too many others is to be let in to revoke some.
        guard kind != .session else { return try endOldSessions(of: person, at: now, database) }
        let count = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM credential
                WHERE person = ? AND kind <> ? AND revoked IS NULL AND (expires IS NULL OR expires > ?)
                """, arguments: [person, CredentialKind.session.rawValue, now])
        guard let count, count >= most else { return }
        throw LockerError(.tooMany, "there are \(most) tokens and app passwords, the most of one person; revoke some")
    }

    private static func forgetEnded(of person: Int64, at now: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM credential WHERE id IN (
                    SELECT id FROM credential WHERE person = ? AND (revoked IS NOT NULL OR expires <= ?)
                    ORDER BY coalesce(revoked, expires) DESC, id LIMIT -1 OFFSET ?
                )
                """, arguments: [person, now, ended])
    }

    private static func endOldSessions(of person: Int64, at now: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE credential SET revoked = ?, digest = NULL WHERE id IN (
                    SELECT id FROM credential WHERE person = ? AND kind = ? AND revoked IS NULL
                    ORDER BY created DESC, id LIMIT -1 OFFSET ?
                )
                """, arguments: [now, person, CredentialKind.session.rawValue, sessions - 1])
    }
}
