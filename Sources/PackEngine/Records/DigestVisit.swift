/// What ``DigestFilter/visit(_:)`` found.
public enum DigestVisit: Sendable {
    /// The digest was not inserted.
    case absent
    /// It was, and this is the first visit to it.
    case first
    /// It was, and it has been visited before.
    case again
}
