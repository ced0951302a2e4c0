/// What an account may try, so that nobody guesses: not by wrong proofs, and not by asking until a nonce picks what
/// they have.
public enum ProofLimits {
    /// The most wrong proofs of one track, and of all together.
    package static let wrongPerTrack = 3
    package static let wrongPerAccount = 50
    /// The most challenges for one track that no right proof followed: a sync that was interrupted leaves some.
    package static let challengesPerTrack = 10
    /// The most tracks with such challenges, since each takes memory.
    package static let tracksPerAccount = 20_000
    /// Who has tried too much is challenged no more until so much has passed since they began: a day.
    package static let period = Duration.seconds(24 * 60 * 60)
}
