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
    /// The track digest that the challenge was for.
    public let track: Digest
    /// The challenge's nonce, 32 bytes, by which it is found again.
    public let nonce: [UInt8]
    /// What the caller answers, 32 bytes: right where the same is worked out from the catalog's audio.
    public let code: [UInt8]

    /// Takes what a caller sent, whatever it is: only ``Matcher`` says what is a proof.
    public init(track: Digest, nonce: [UInt8], code: [UInt8]) {
        self.track = track
        self.nonce = nonce
        self.code = code
    }
}
