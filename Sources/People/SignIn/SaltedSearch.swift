/// Looks for the app password that a salted MD5 was made of.
struct SaltedSearch {
    /// So many are gone through at least, so that nobody learns by time who has none.
    private static let least = 8

    private let sent: SaltedMD5

    init(_ sent: SaltedMD5) {
        self.sent = sent
    }

    /// What is known of the one of `member` that it was made of. Goes through all of them, whichever it is.
    func find(in member: Member?, at now: Int64) -> ShownSecret {
        var found = ShownSecret.unknown
        var count = 0
        for secret in member?.refused ?? [] where isOf(secret, &count) { found = .refused }
        for held in member?.live ?? [] where isOf(held.secret, &count) {
            guard let member else { continue }
            found = held.isGood(at: now) ? .signsIn(SignedIn(held, of: member.name, member.id)) : .refused
        }
        while count < SaltedSearch.least {
            _ = isOf(SaltedSearch.nobodys, &count)
        }
        return found
    }

    private func isOf(_ secret: HeldCredential.Secret, _ count: inout Int) -> Bool {
        guard case .app(let password) = secret else { return false }
        count += 1
        // Each of them, whatever the first one says.
        let matches = password.forms.map { sent.isOf($0) }
        return matches.contains(true)
    }

    private static let nobodys = HeldCredential.Secret.app(AppPassword("nobody-nobody-nobody"))
}
