import GRDB
import LockerBase

/// Sessions of browsers: made of a person's own password, and over after 30 days, after 7 without use, and with that
/// password.
package final class BrowserSessions: Sendable {
    /// How long one lasts at most.
    package static let seconds = SessionLife.longest / 1_000_000_000

    private let store: PeopleStore
    private let freshness: Freshness
    private let credentials: Credentials
    private let signIn: SignIn

    init(store: PeopleStore, freshness: Freshness, credentials: Credentials, signIn: SignIn) {
        self.store = store
        self.freshness = freshness
        self.credentials = credentials
        self.signIn = signIn
    }

    /// Makes one, whose secret the browser keeps.
    ///
    /// - Throws: as ``SignIn/verify(password:of:from:)`` and ``Credentials/add(_:of:label:expires:)``.
    package func open(
        password: String, of person: String, label: String, from address: String
    ) throws(LockerError) -> NewCredential {
        try freshness.ensure()
        if store.roster.member(named: person) == nil { _ = freshness.lookAgain() }
        // From before it is looked at: a password that is changed meanwhile ends the sessions that there are, and is to
        // leave none that comes of the old one.
        let hash = store.roster.member(named: person)?.hash
        let signedIn = try signIn.verify(password: password, of: person, from: address)
        let expires = store.clock.time() + SessionLife.longest
        return try credentials.add(.session, of: signedIn.person, label: label, expires: expires) { owner, database in
            let known = try String.fetchOne(
                database, sql: "SELECT password FROM person WHERE id = ?", arguments: [owner])
            guard let known, known == hash else { throw SignIn.isWrong }
        }
    }
}
