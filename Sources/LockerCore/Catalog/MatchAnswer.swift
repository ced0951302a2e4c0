import LockerBase
import Matching

/// What is known of a track.
public struct MatchAnswer: Sendable {
    /// Whether the account has an entry with it.
    public let isOwned: Bool
    /// Whether the catalog has it.
    public let isInCatalog: Bool
    /// What to answer to claim it.
    public let challenge: Challenge?
}

/// An answer to a challenge.
public struct TrackProof: Sendable {
    public let track: Digest
    public let nonce: [UInt8]
    public let code: [UInt8]

    public init(track: Digest, nonce: [UInt8], code: [UInt8]) {
        self.track = track
        self.nonce = nonce
        self.code = code
    }
}
