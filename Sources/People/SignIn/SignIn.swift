import LockerBase

/// Finds out who somebody is. What is right is found in memory, but for the first time that a password is; what is wrong
/// slows down what follows it.
///
/// All answers to what is wrong are the same, and take as long, whatever it is that is wrong. What did sign somebody in,
/// and does not any more, is answered so too, and slows down nobody: who goes on with it does not guess. Calls may take
/// half a second, and wait for others: they need threads that may be blocked.
package final class SignIn: Sendable {
    private let store: PeopleStore
    private let freshness: Freshness
    private let hasher: PasswordHasher
    /// Of people's own passwords: nobody looks at a try that comes too soon.
    private let passwords: Throttle
    /// Of what was made at random, which nobody guesses: the right one counts however many wrong ones there were, so that
    /// a device that goes on with an old one shuts out no other one.
    private let secrets: Throttle

    init(
        store: PeopleStore, freshness: Freshness, hasher: PasswordHasher, passwords: Throttle, secrets: Throttle
    ) {
        self.store = store
        self.freshness = freshness
        self.hasher = hasher
        self.passwords = passwords
        self.secrets = secrets
    }

    /// Whose token it is. What a browser keeps of a session is none.
    ///
    /// - Parameter address: where it comes from, as it is written down.
    /// - Throws: ``LockerError/Code/permissionDenied``; after many wrong ones ``LockerError/Code/tooMany`` with
    ///   ``LockerError/retryAfter``.
    package func verify(token: String, from address: String) throws(LockerError) -> SignedIn {
        try verify(token, isSession: false, from: address)
    }

    /// Whose session it is, by what their browser keeps. A token is none.
    package func verify(session: String, from address: String) throws(LockerError) -> SignedIn {
        try verify(session, isSession: true, from: address)
    }

    private func verify(_ token: String, isSession: Bool, from address: String) throws(LockerError) -> SignedIn {
        let isPossible = token.utf8.count <= SecretText.maximumLength
        let digest = SHA256.digest(of: Array(token.utf8.prefix(SecretText.maximumLength)))
        return try answer(TryOrigin(address: address, person: nil)) { now in
            isPossible ? store.roster.shown(token: digest, isSession: isSession, at: now) : .unknown
        }
    }

    /// Whether `user` has the app password, which is what OpenSubsonic calls `p` and what HTTP's Basic brings.
    package func verify(user: String, appPassword: String, from address: String) throws(LockerError) -> SignedIn {
        let isPossible = max(user.utf8.count, appPassword.utf8.count) <= SecretText.maximumLength
        let plain = isPossible ? AppPassword.plain(appPassword) : ""
        let mark = store.roster.mark(isPossible ? user : "", plain)
        return try answer(TryOrigin(address: address, person: user)) { now in
            store.roster.shown(appPassword: mark, at: now)
        }
    }

    /// Whether `token` is the MD5 of one of the app passwords of `user` with the salt behind it: OpenSubsonic's `t` and
    /// `s`.
    package func verify(
        user: String, token: String, salt: String, from address: String
    ) throws(LockerError) -> SignedIn {
        let search = SaltedSearch(SaltedMD5(token, salt: salt))
        return try answer(TryOrigin(address: address, person: user)) { now in
            search.find(in: store.roster.member(named: user), at: now)
        }
    }

    /// Whom `look` finds at a moment; it is asked twice where that is nobody, since what is shown may be new.
    private func answer(
        _ origin: TryOrigin, _ look: (Int64) -> ShownSecret
    ) throws(LockerError) -> SignedIn {
        try freshness.ensure()
        var shown = look(store.clock.time())
        if case .signsIn = shown {} else if freshness.lookAgain() { shown = look(store.clock.time()) }
        switch shown {
        case .signsIn(let found):
            if let credential = found.credential { store.roster.touch(credential, at: store.clock.time()) }
            // Where a device of theirs is, its person may forget and mistype a password.
            passwords.welcome(origin.found(found.person))
            return found
        case .refused: throw SignIn.isWrong
        case .unknown:
            try secrets.count(origin)
            throw SignIn.isWrong
        }
    }

    /// Whether it is the person's own password. It makes sessions of the page and tokens alone: devices and apps have
    /// their own.
    ///
    /// - Throws: as the others; and ``LockerError/Code/tooMany`` while so many others sign in that its turn does not come.
    package func verify(password: String, of person: String, from address: String) throws(LockerError) -> SignedIn {
        try freshness.ensure()
        let origin = TryOrigin(address: address, person: person)
        let mark = store.roster.mark(person, password)
        // Of what is remembered too: else whoever guesses learned of a right guess before their time.
        try passwords.count(origin)
        if !store.roster.remembers(mark, of: person) { try check(password, of: person, mark, origin) }
        passwords.takeBack(origin)
        passwords.welcome(origin)
        return SignedIn(person: person)
    }

    private func check(
        _ password: String, of person: String, _ mark: [UInt8], _ origin: TryOrigin
    ) throws(LockerError) {
        // The person may be new, and the password: next to what it costs to look at one, this costs nothing.
        _ = freshness.lookAgain()
        let hash = store.roster.member(named: person)?.hash
        let isRight: Bool
        do {
            isRight = try hasher.isMade(hash, of: password)
        } catch {
            passwords.takeBack(origin)
            throw error
        }
        guard isRight, let hash, store.roster.remember(mark, of: person, hash: hash) else { throw SignIn.isWrong }
    }

    static let isWrong = LockerError(
        .permissionDenied, "the name or what goes with it is wrong, or was revoked; sign in again")
}
