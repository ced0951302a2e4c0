import LockerBase

/// Who may use the gateway, and what signs them in: a database, a key file and what of both is in memory.
///
/// Several processes have the same one open side by side. Calls block; they may come from any thread.
package final class People: Sendable {
    /// Who there is.
    package let persons: Persons
    /// Tokens, app passwords and sessions.
    package let credentials: Credentials
    /// How new ones come.
    package let invites: Invites
    /// Finds out who somebody is.
    package let signIn: SignIn
    /// Signs browsers in.
    package let sessions: BrowserSessions
    private let store: PeopleStore
    private let freshness: Freshness

    /// Opens what is in a folder: `people.sqlite` and `people.key`.
    package convenience init(state folder: String, settings: PeopleSettings = PeopleSettings()) throws(LockerError) {
        try self.init(path: folder + "/people.sqlite", keyFile: folder + "/people.key", settings: settings)
    }

    /// - Parameters:
    ///   - path: of the database, which is made where there is none.
    ///   - keyFile: one is made with a new database.
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a key file that others may read, that is not there, or that is
    ///   another database's.
    package init(path: String, keyFile: String, settings: PeopleSettings = PeopleSettings()) throws(LockerError) {
        let store = try PeopleStore(path: path, keyFile: keyFile, clock: settings.clock)
        let freshness = Freshness(store: store)
        let hasher = PasswordHasher(cost: settings.cost, limits: settings.hashing)
        let secrets = Throttle(clock: settings.clock)
        self.store = store
        self.freshness = freshness
        persons = Persons(store: store, hasher: hasher)
        credentials = Credentials(store: store)
        invites = Invites(store: store, hasher: hasher, throttle: secrets)
        signIn = SignIn(
            store: store, freshness: freshness, hasher: hasher, passwords: Throttle(clock: settings.clock),
            secrets: secrets)
        sessions = BrowserSessions(
            store: store, freshness: freshness, credentials: credentials, signIn: signIn)
    }

    /// To be called twice a second or more often: what the command line has changed counts from here on, and it is
    /// written down when credentials were last used: a first use at once, others once a minute. Returns whether somebody else has changed something since the
    /// last time that this was asked.
    @discardableResult
    package func refresh() throws(LockerError) -> Bool {
        let isChanged = try freshness.look()
        try freshness.writeUses()
        return isChanged
    }

    /// Whether a credential signs somebody in, by what is in memory.
    package func isLive(_ id: CredentialID) -> Bool { credentials.isLive(id) }

    /// App passwords that the key does not open, since somebody changed their rows: they sign nobody in, and the log is to
    /// say so.
    package var unreadable: Set<CredentialID> { store.roster.unreadable }

    /// Writes down what is only in memory, and lets go of the files. Nothing may be called after it.
    package func close() {
        try? freshness.writeUses(isLast: true)
        store.close()
    }
}
