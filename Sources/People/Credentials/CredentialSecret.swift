import LockerBase

/// A secret that was just made, and what is kept of it.
struct CredentialSecret {
    /// As it is told, once.
    let text: String
    /// The SHA-256 of a token.
    let digest: [UInt8]?
    /// An app password, encrypted.
    let sealed: [UInt8]?

    /// A new one of a kind.
    init(_ kind: CredentialKind, id: CredentialID, person: String, rows: MemberRows) {
        switch kind {
        case .token, .session:
            text = SecretText.token()
            digest = SHA256.digest(of: Array(text.utf8)).bytes
            sealed = nil
        case .app:
            let password = AppPassword.random()
            text = password.text
            digest = nil
            sealed = rows.seal(password, id, person)
        }
    }
}
