/// What signs a device, an app or a browser in. The raw value is that of the database.
package enum CredentialKind: Int, Sendable, CaseIterable {
    /// Long and random, for programs that keep it in a file: `locker` on another computer, OpenSubsonic's `apiKey`.
    case token = 1
    /// Short enough to be typed on a phone, and kept so that it can be had again: OpenSubsonic's clients send a hash of
    /// it with a salt.
    case app = 2
    /// A token that a browser keeps after its person has signed in with the password. It ends with that password.
    case session = 3

    /// As command lines, answers and logs have it.
    package var name: String {
        switch self {
        case .token: "token"
        case .app: "app"
        case .session: "session"
        }
    }

    /// The kind of that name, or nil.
    package init?(name: String) {
        guard let kind = CredentialKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
