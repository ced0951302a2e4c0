import GRDB
import LockerBase

/// Finds the credential that somebody means: by its number, by as many first digits of it as no other one has, or by its
/// label and whose it is.
struct CredentialSearch {
    /// So many digits at least: fewer are soon those of another one.
    private static let fewestDigits = 4
    /// The most that an error lists.
    private static let mostListed = 10

    private struct Found {
        let id: CredentialID
        let person: String
        let kind: CredentialKind
        let label: String

        var text: String { "\(id) (\(kind.name) '\(ListedName.shown(label))' of \(person.printable))" }
    }

    private let text: String
    private let person: String?
    private let digits: String

    /// - Parameter person: whose it is; nil: anybody's, by digits alone.
    init(_ text: String, of person: String?) {
        self.text = text
        self.person = person
        digits = text.lowercased()
    }

    private var isDigits: Bool { digits.allSatisfy { "0123456789abcdef".contains($0) } }

    /// - Throws: ``LockerError/Code/notFound`` for none that is not revoked, ``LockerError/Code/invalidArgument`` for
    ///   several, with which they are, and for too few digits.
    func find(_ database: Database) throws -> CredentialID {
        if let person { _ = try PersonRow.id(of: person, database) }
        let canBeNumber = isDigits && digits.utf8.count >= CredentialSearch.fewestDigits
        guard canBeNumber || person != nil else { throw isNoNumber }
        let found = try all(database).filter { credential in
            canBeNumber && credential.id.hex.hasPrefix(digits) || person != nil && credential.label == text
        }
        guard let first = found.first else { throw isUnknown }
        guard found.count == 1 else { throw areSeveral(found) }
        return first.id
    }

    /// Those that are not revoked.
    private func all(_ database: Database) throws -> [Found] {
        let sql = """
            SELECT credential.id, person.name, credential.kind, credential.label
            FROM credential JOIN person ON person.id = credential.person
            WHERE credential.revoked IS NULL AND (:person IS NULL OR person.name = :person)
            ORDER BY person.name, credential.created, credential.id
            """
        return try Row.fetchAll(database, sql: sql, arguments: ["person": person]).map { row in
            Found(
                id: try CredentialRow.id(row, at: 0), person: try row.decode(atIndex: 1),
                kind: try CredentialRow.kind(row, at: 2), label: try row.decode(atIndex: 3))
        }
    }

    private var isNoNumber: LockerError {
        LockerError(
            .invalidArgument,
            "'\(text.printable)': not the number of a credential; write \(CredentialSearch.fewestDigits) or more of its "
                + "hexadecimal digits, which 'credential list' shows, or its label and --person with whose it is")
    }

    private var isUnknown: LockerError {
        let whose = person.map { " of '\($0.printable)'" } ?? ""
        return LockerError(
            .notFound,
            "'\(text.printable)': there is no such credential\(whose), or it was revoked; 'credential list' shows which "
                + "there are")
    }

    private func areSeveral(_ found: [Found]) -> LockerError {
        var listed = found.prefix(CredentialSearch.mostListed).map(\.text).joined(separator: ", ")
        if found.count > CredentialSearch.mostListed { listed += ", …" }
        return LockerError(
            .invalidArgument,
            "'\(text.printable)': \(found.count) credentials are meant by it; write the digits of one, or more of them: "
                + listed)
    }
}
