/// What is known of a secret that somebody shows.
enum ShownSecret: Sendable {
    case signsIn(SignedIn)
    /// It did sign somebody in: it was revoked or is over, or its person is disabled. Who goes on with it does not guess.
    case refused
    /// Nobody has it, or ever had.
    case unknown
}
