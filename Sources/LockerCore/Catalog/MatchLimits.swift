/// How much of matching one request has.
public enum MatchLimits {
    /// The most tracks in one request to match.
    public static let tracks = 1000
    /// The most proofs in one request: each reads 64 chunks.
    public static let proofs = 100
}
