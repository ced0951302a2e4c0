/// Looks for the app password that a salted MD5 was made of.
struct SaltedSearch {
    /// So many are gone through at least, so that nobody learns by time who has none.
    private static let least = 8

    private let sent: SaltedMD5

    init(_ sent: SaltedMD5) {
        self.sent = sent
    }

    /// The one of `member` that it was made of. Goes through all of them, whichever it is.
    func find(in member: Member?, at now: Int64) -> SignedIn? {
        var found: SignedIn?
        var count = 0
        for held in member?.live ?? [] {
            guard case .app(let password) = held.secret, let member else { continue }
            count += 1
            if isOf(password), held.isGood(at: now) { found = SignedIn(held, of: member.name) }
        }
        while count < SaltedSearch.least {
            _ = isOf(SaltedSearch.nobodys)
            count += 1
        }
        return found
    }

    private func isOf(_ password: AppPassword) -> Bool {
        // Each of them, whatever the first one says.
        let matches = password.forms.map { sent.isOf($0) }
        return matches.contains(true)
    }

    private static let nobodys = AppPassword("nobody-nobody-nobody")
}
