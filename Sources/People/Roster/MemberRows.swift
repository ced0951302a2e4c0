import Foundation
import GRDB
import LockerBase

/// Persons and what signs them in, from the rows of the database into memory.
struct MemberRows: Sendable {
    let key: PeopleKey

    /// All of them.
    func all(_ database: Database) throws -> [Member] {
        let persons = try PersonRow.fetchAll(database, sql: "SELECT \(PersonRow.columns) FROM person")
        let rows = try CredentialRow.fetchAll(
            database, sql: "SELECT \(CredentialRow.columns) FROM credential WHERE revoked IS NULL")
        let held = Dictionary(grouping: rows) { $0.person }
        let former = Dictionary(grouping: try CredentialRow.former(of: nil, database)) { $0.person }
        return persons.map { member($0, held[$0.id] ?? [], former[$0.id] ?? []) }
    }

    /// The person of that number.
    func one(_ id: Int64, _ database: Database) throws -> Member {
        let person = try PersonRow.fetchOne(
            database, sql: "SELECT \(PersonRow.columns) FROM person WHERE id = ?", arguments: [id])
        guard let person else { throw LockerError(.notFound, "somebody removed the person meanwhile") }
        return member(
            person, try CredentialRow.held(by: id, database), try CredentialRow.former(of: id, database))
    }

    private func member(_ person: PersonRow, _ rows: [CredentialRow], _ former: [CredentialRow]) -> Member {
        var held: [HeldCredential] = []
        var unreadable: [CredentialID] = []
        for row in rows {
            if let secret = secret(of: row, person.name) {
                held.append(
                    HeldCredential(
                        id: row.id, label: row.label, kind: row.kind, expires: row.expires, seen: row.seen,
                        isUnused: row.isUnused, secret: secret))
            } else {
                unreadable.append(row.id)
            }
        }
        return Member(
            id: person.id, name: person.name, hash: person.hash, isDisabled: person.isDisabled, held: held,
            unreadable: unreadable, former: former.compactMap { secret(of: $0, person.name) })
    }

    private func secret(of row: CredentialRow, _ person: String) -> HeldCredential.Secret? {
        if let digest = row.digest.flatMap({ Digest($0) }) { return .token(digest) }
        guard let sealed = row.sealed, let password = open(sealed, row.id, person) else { return nil }
        return .app(password)
    }

    /// The app password in a row; nil for one that was not written there.
    func open(_ sealed: [UInt8], _ id: CredentialID, _ person: String) -> AppPassword? {
        guard let bytes = key.seal.open(sealed, at: MemberRows.place(id, person)) else { return nil }
        return AppPassword(String(decoding: bytes, as: UTF8.self))
    }

    /// An app password as its row has it.
    func seal(_ password: AppPassword, _ id: CredentialID, _ person: String) -> [UInt8] {
        key.seal.seal(Array(password.text.utf8), at: MemberRows.place(id, person))
    }

    /// What ties a sealed app password to its row and its person: put into another one, it is not opened.
    private static func place(_ id: CredentialID, _ person: String) -> [UInt8] {
        id.bytes + Array(person.utf8)
    }
}
