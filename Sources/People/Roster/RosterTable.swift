import LockerBase

/// All persons, and where each secret leads.
struct RosterTable: Sendable {
    /// Whose a credential is.
    struct Place: Sendable {
        let person: String
        var held: HeldCredential
    }

    private(set) var members: [String: Member] = [:]
    private var names: [Int64: String] = [:]
    private(set) var places: [CredentialID: Place] = [:]
    private(set) var tokens: [Digest: CredentialID] = [:]
    /// By what ``Roster/mark(_:_:)`` makes of person and password.
    private(set) var appPasswords: [[UInt8]: CredentialID] = [:]
    /// The mark of the password that was last found right, of each person.
    var passwords: [String: [UInt8]] = [:]
    /// When each was last used, as far as the database does not know it.
    var used: [CredentialID: Int64] = [:]

    /// Who has the credential `id`, where it is good at the time `now`.
    func signedIn(_ id: CredentialID?, at now: Int64) -> SignedIn? {
        guard let id, let place = places[id], place.held.isGood(at: now) else { return nil }
        return SignedIn(place.held, of: place.person)
    }

    /// Takes note that a credential was used.
    mutating func touch(_ id: CredentialID, at now: Int64) {
        used[id] = now
        places[id]?.held.seen = now
    }

    /// Takes a person in, in the place of what was known of them.
    mutating func put(_ member: Member, mark: (String, String) -> [UInt8]) {
        remove(member.id)
        members[member.name] = member
        names[member.id] = member.name
        for held in member.live {
            places[held.id] = Place(person: member.name, held: held)
            switch held.secret {
            case .token(let digest): tokens[digest] = held.id
            case .app(let password): appPasswords[mark(member.name, AppPassword.plain(password.text))] = held.id
            }
        }
    }

    /// Forgets a person and all that signed them in.
    mutating func remove(_ id: Int64) {
        guard let name = names.removeValue(forKey: id), let member = members.removeValue(forKey: name) else { return }
        passwords[name] = nil
        let gone = Set(member.held.map(\.id))
        for id in gone { places[id] = nil }
        for case .token(let digest) in member.held.map(\.secret) { tokens[digest] = nil }
        appPasswords = appPasswords.filter { !gone.contains($0.value) }
    }
}
