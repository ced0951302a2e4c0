/// Somebody who has shown who they are.
package struct SignedIn: Sendable, Hashable {
    /// Their name, which is that of their account.
    package let person: String
    /// What they showed; nil: the password itself.
    package let credential: CredentialID?
    /// Nil with the password itself.
    package let kind: CredentialKind?
    /// What the device or app is called; `password` with the password itself.
    package let label: String

    init(_ held: HeldCredential, of person: String) {
        self.person = person
        credential = held.id
        kind = held.kind
        label = held.label
    }

    /// By the password.
    init(person: String) {
        self.person = person
        credential = nil
        kind = nil
        label = "password"
    }
}
