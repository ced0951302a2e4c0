import LockerBase
import Matching
import Metadata
import POSIXSupport

extension Locker {
    /// The most tracks in one request to match.
    public static let maximumTracks = 1000
    /// The most proofs in one request: each reads 64 chunks.
    public static let maximumProofs = 100

    /// How long a claim holds, in nanoseconds: a day.
    private static let claimLifetime: Int64 = 24 * 60 * 60 * 1_000_000_000

    /// What is known of a track.
    public struct Match: Sendable {
        /// Whether the account has an entry with it.
        public let isOwned: Bool
        /// Whether the catalog has it.
        public let isInCatalog: Bool
        /// What to answer to claim it.
        public let challenge: Challenge?
    }

    /// Answers for each of `tracks` whether it is the caller's already and whether the catalog has it. Nothing else is
    /// ever looked at: what other accounts hold shows in no answer.
    ///
    /// - Parameter challenging: whether to challenge the caller for what the catalog has and the caller has not.
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``maximumTracks``.
    public func match(
        _ tracks: [Digest], of caller: Caller, on connection: UInt64, challenging: Bool
    ) throws(LockerError) -> [Match] {
        guard tracks.count <= Locker.maximumTracks else {
            throw LockerError(
                .invalidArgument, "\(tracks.count) tracks in one request: at most \(Locker.maximumTracks)")
        }
        let found = try metadata.catalog.matches(of: tracks, for: caller.account)
        let known = try zip(tracks, found).map { (track, match) throws(LockerError) in
            try match.payloadSize == nil ? false : metadata.proofLimits.allow(track, of: caller.account)
        }
        let wanted = tracks.indices.filter { challenging && known[$0] && !found[$0].isOwned }
        let challenges = try metadata.challenges.open(
            wanted.map { tracks[$0] }, for: caller.account, on: connection, atMost: 2 * Locker.maximumTracks)
        for (index, challenge) in zip(wanted, challenges) where challenge.isNew {
            try metadata.proofLimits.challenged(tracks[index], of: caller.account)
        }
        let challengeOf = Dictionary(uniqueKeysWithValues: zip(wanted, challenges.map { Challenge(nonce: $0.nonce) }))
        return tracks.indices.map { index in
            Match(isOwned: found[index].isOwned, isInCatalog: known[index], challenge: challengeOf[index])
        }
    }

    /// An answer to a challenge.
    public struct Proof: Sendable {
        public let track: Digest
        public let nonce: [UInt8]
        public let code: [UInt8]

        public init(track: Digest, nonce: [UInt8], code: [UInt8]) {
            self.track = track
            self.nonce = nonce
            self.code = code
        }
    }

    /// Checks proofs, and lets the caller refer to the tracks of those that hold, for a day.
    ///
    /// - Parameter didClaim: Told how many tracks are claimed that were not claimed before; not called when none is.
    /// - Returns: for each whether it holds. Nothing tells why one does not: a wrong code, a track that the catalog has
    ///   not, and a nonce that is too old, was used before or was given to another are all the same.
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``maximumProofs``.
    public func prove(
        _ proofs: [Proof], of caller: Caller, on connection: UInt64, cancellation: Cancellation? = nil,
        didClaim: (Int) -> Void = { _ in }
    ) throws(LockerError) -> [Bool] {
        guard proofs.count <= Locker.maximumProofs else {
            throw LockerError(
                .invalidArgument, "\(proofs.count) proofs in one request: at most \(Locker.maximumProofs)")
        }
        var held: [Bool] = []
        for proof in proofs {
            try cancellation.check()
            held.append(try holds(proof, of: caller.account, on: connection))
        }
        let claimed = zip(proofs, held).filter { $0.1 }.map(\.0.track)
        let now = Clock.now()
        if !claimed.isEmpty {
            let fresh = try gate.change { () throws(LockerError) in
                try metadata.claims.add(on: claimed, of: caller.account, until: now + Locker.claimLifetime, now: now)
            }
            if fresh > 0 { didClaim(fresh) }
        }
        return held
    }

    private func holds(_ proof: Proof, of account: Account, on connection: UInt64) throws(LockerError) -> Bool {
        guard
            try metadata.challenges.take(proof.track, nonce: proof.nonce, of: account, on: connection),
            let track = try metadata.catalog.track(proof.track),
            try metadata.proofLimits.attempt(proof.track, of: account)
        else { return false }
        do throws(LockerError) {
            let recipe = try recipes.recipe(track.blob)
            let code = try readContexts.with { (context) throws(LockerError) in
                let payload = ContentReader(recipe: recipe, packs: packs, context: context).payload
                return try Challenge(nonce: proof.nonce).proof(of: proof.track, by: account.name, payload: payload)
            }
            guard HMAC.areEqual(code, proof.code) else {
                lines.write("wrong proofs", about: account.name) { logger in
                    logger.notice("account \(account.name) gave a wrong proof of track \(proof.track)")
                }
                return false
            }
            try metadata.proofLimits.succeeded(proof.track, of: account)
            return true
        } catch let error where error.code == .dataLoss || error.code == .notFound {
            // The log names the record. Who uploads the song gives it back.
            try metadata.proofLimits.succeeded(proof.track, of: account)
            return false
        }
    }
}
