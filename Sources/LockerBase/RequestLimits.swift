/// What the calls of the protocol may hold (docs/protocol.md): what the daemon refuses to take more of, and clients do
/// not send more of.
public enum RequestLimits {
    /// The most fields of a request's message, each of a repeated one counted. An element of two bytes takes more than
    /// a hundred when it is decoded, so they are counted before that.
    public static let fields = 16_384
    /// The most bytes of content in one message: of a file that is read or sent in pieces, or of chunks.
    public static let pieceBytes = 1 << 20
    /// The most files that are given back by one request.
    public static let restoredFiles = 1024
    /// The most files in one message that brings their content.
    public static let ingestedFiles = 4096
    /// The most bytes of recipes in one message; a file whose recipe is longer has to be sent whole.
    public static let recipeBytes = 3 << 20
    /// The most chunks that are sent in a session between two commits, since each takes memory: 8 GiB of content on
    /// average.
    public static let chunksPerCommit = 1 << 17
    /// The most tracks in one request to match.
    public static let tracks = 1000
    /// The most proofs in one request.
    public static let proofs = 100
    /// The most libraries and accounts that one call waits for.
    public static let watched = 1000
    /// The most seconds that a call waits for them, and those that it waits where it does not say.
    public static let watchSeconds: (most: UInt32, usual: UInt32) = (300, 60)
    /// The bytes of a challenge's nonce, which the daemon draws and a proof names: neither more nor less.
    public static let nonceBytes = 32
}
