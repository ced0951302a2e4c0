/// What is known of a track to one account.
public struct TrackMatch: Hashable, Sendable {
    /// Whether any retained revision of a library of the account has an entry with it.
    public let isOwned: Bool
    /// The bytes of its audio in the catalog; nil when the catalog does not have it.
    public let payloadSize: Int64?

    /// Takes what the tables say.
    public init(isOwned: Bool, payloadSize: Int64?) {
        self.isOwned = isOwned
        self.payloadSize = payloadSize
    }
}
