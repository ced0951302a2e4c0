import People

/// What signs a person in, as JSON. Times are seconds since 1970 UTC.
struct CredentialList: Encodable {
    let name: String
    /// What is good, the newest first.
    let credentials: [Listed]

    struct Listed: Encodable {
        let id: String
        /// `token`, `app` or `session`.
        let kind: String
        let label: String
        let created: Int64
        /// Absent where it never was.
        let lastUsed: Int64?
        /// When it is over by itself; absent for what stays until it is revoked.
        let expires: Int64?
        /// Whether it is the one that asks.
        let current: Bool

        enum CodingKeys: String, CodingKey {
            case id, kind, label, created, expires, current
            case lastUsed = "last_used"
        }

        init(_ credential: Credential, current: CredentialID) {
            id = credential.id.hex
            kind = credential.kind.name
            label = credential.label
            created = credential.created / CredentialList.second
            lastUsed = credential.lastUsed.map { $0 / CredentialList.second }
            expires = credential.ends.map { $0 / CredentialList.second }
            self.current = credential.id == current
        }
    }

    /// One that was just made, with its secret.
    struct Made: Encodable {
        let credential: Listed
        /// Whose it is: what players ask for as the user.
        let name: String
        let secret: String

        init(_ made: NewCredential, current: CredentialID) {
            credential = Listed(made.credential, current: current)
            name = made.credential.person
            secret = made.secret
        }
    }

    private static let second: Int64 = 1_000_000_000

    init(_ all: [Credential], of person: String, at now: Int64, current: CredentialID) {
        name = person
        credentials = all.filter { $0.isGood(at: now) }.map { Listed($0, current: current) }
    }
}
