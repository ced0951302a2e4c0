/// What is known of whether content that a commit puts is new to its account, before anything is looked up.
public enum Novelty: Sendable {
    /// The account has had it.
    case none
    /// It may be.
    case possible
    /// Nobody had it when it came.
    case certain
}
