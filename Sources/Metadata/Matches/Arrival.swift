/// How the content of a file came to its account.
public enum Arrival: Hashable, Sendable {
    /// Its bytes were sent with it, or with what no retained revision has any more.
    case sent
    /// An earlier entry of the account has the same audio, or where that is not known apart from tags, the same content.
    case held
    /// The catalog gave its audio, for a proof or by a grant: no byte of that was sent.
    case catalog
}
