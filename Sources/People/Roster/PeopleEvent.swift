/// What was done to a person or to what signs them in, for the log. It holds no secret.
package struct PeopleEvent: Sendable, Equatable {
    package enum Action: String, Sendable, CaseIterable {
        case personAdded = "person-added"
        case passwordSet = "password-set"
        case personDisabled = "person-disabled"
        case personEnabled = "person-enabled"
        case personRenamed = "person-renamed"
        case personRemoved = "person-removed"
        case credentialAdded = "credential-added"
        case credentialRenamed = "credential-renamed"
        case credentialRevoked = "credential-revoked"
        case credentialsRevoked = "credentials-revoked"
        case inviteMade = "invite-made"
        case inviteWithdrawn = "invite-withdrawn"
        case inviteAccepted = "invite-accepted"
    }

    /// What it is.
    package let action: Action
    /// Whose; of a renaming the name that is theirs now.
    package let person: String
    /// Besides, by their names in the log: `credential`, `kind`, `label`, `former_name`, `revoked`.
    package let details: [String: String]

    init(_ action: Action, _ person: String, _ details: [String: String] = [:]) {
        self.action = action
        self.person = person
        self.details = details
    }

    /// All of it, by its names in the log.
    package var facts: [String: String] {
        details.merging(["action": action.rawValue, "person": person]) { detail, _ in detail }
    }
}
