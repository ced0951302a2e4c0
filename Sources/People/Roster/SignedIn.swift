/// Somebody who has shown who they are.
package struct SignedIn: Sendable, Hashable {
    /// Their name, which is that of their account.
    package let person: String
    /// The person's number, which stays when the name changes, and is nobody else's after them; nil with the password
    /// itself.
    package let personID: Int64?
    /// What they showed; nil: the password itself.
    package let credential: CredentialID?
    /// Nil with the password itself.
    package let kind: CredentialKind?
    /// What the device or app is called; `password` with the password itself.
    package let label: String

    init(_ held: HeldCredential, of person: String, _ id: Int64) {
        self.person = person
        personID = id
        credential = held.id
        kind = held.kind
        label = held.label
    }

    /// By the password.
    init(person: String) {
        self.person = person
        personID = nil
        credential = nil
        kind = nil
        label = "password"
    }
}
