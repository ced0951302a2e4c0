import LockerBase

/// All persons, and where each secret leads.
struct RosterTable: Sendable {
    /// Whose a credential is.
    struct Place: Sendable {
        let person: String
        let personID: Int64
        var held: HeldCredential
    }

    private(set) var members: [String: Member] = [:]
    private var names: [Int64: String] = [:]
    private(set) var places: [CredentialID: Place] = [:]
    private(set) var tokens: [Digest: CredentialID] = [:]
    /// By what ``Roster/mark(_:_:)`` makes of person and password.
    private(set) var appPasswords: [[UInt8]: CredentialID] = [:]
    /// What did sign a person in and does not, by their number.
    private(set) var refusedTokens: [Digest: Int64] = [:]
    private(set) var refusedAppPasswords: [[UInt8]: Int64] = [:]
    /// The mark of the password that was last found right, of each person.
    var passwords: [String: [UInt8]] = [:]
    /// When each was last used, as far as the database does not know it.
    var used: [CredentialID: Int64] = [:]
    /// Whether one of these is used for the first time: somebody may wait to see that.
    var hasFirstUse = false

    /// What is known of the secret of the credential `id`, or of one without.
    ///
    /// - Parameter isRefused: whether it did sign somebody in.
    func shown(_ id: CredentialID?, isRefused: Bool, at now: Int64) -> ShownSecret {
        guard let id, let place = places[id] else { return isRefused ? .refused : .unknown }
        return place.held.isGood(at: now) ? .signsIn(SignedIn(place.held, of: place.person, place.personID)) : .refused
    }

    /// Takes note that a credential was used.
    mutating func touch(_ id: CredentialID, at now: Int64) {
        if used[id] == nil, places[id]?.held.isUnused == true { hasFirstUse = true }
        used[id] = now
        places[id]?.held.seen = now
        places[id]?.held.isUnused = false
    }

    /// Takes a person in, in the place of what was known of them.
    mutating func put(_ member: Member, mark: (String, String) -> [UInt8]) {
        remove(member.id)
        members[member.name] = member
        names[member.id] = member.name
        for held in member.live {
            places[held.id] = Place(person: member.name, personID: member.id, held: held)
            switch held.secret {
            case .token(let digest): tokens[digest] = held.id
            case .app(let password): appPasswords[mark(member.name, AppPassword.plain(password.text))] = held.id
            }
        }
        for secret in member.refused {
            switch secret {
            case .token(let digest): refusedTokens[digest] = member.id
            case .app(let password):
                refusedAppPasswords[mark(member.name, AppPassword.plain(password.text))] = member.id
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
        refusedTokens = refusedTokens.filter { $0.value != id }
        refusedAppPasswords = refusedAppPasswords.filter { $0.value != id }
    }
}
