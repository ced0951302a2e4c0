import LockerBase
import Matching
import Metadata
import POSIXSupport
import PackEngine

/// Tells which tracks the catalog has, and lets those refer to them who prove that they have them too.
public struct Matcher: Sendable {
    let metadata: any MetadataStore
    let gate: ChangeGate
    let packs: PackStore
    let recipes: RecipeCache
    let contexts: Pool<ReadContext>
    let lines: LineLimiter

    /// How long a claim holds, in nanoseconds: a day.
    private static let claimLifetime: Int64 = 24 * 60 * 60 * 1_000_000_000

    /// Answers for each of `tracks` whether it is the caller's already and whether the catalog has it. Nothing else is
    /// ever looked at: what other accounts hold shows in no answer.
    ///
    /// - Parameter challenging: whether to challenge the caller for what the catalog has and the caller has not.
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/tracks``.
    public func match(
        _ tracks: [Digest], of caller: Caller, on connection: UInt64, challenging: Bool
    ) throws(LockerError) -> [MatchAnswer] {
        guard tracks.count <= RequestLimits.tracks else {
            throw LockerError(
                .invalidArgument, "\(tracks.count) tracks in one request: at most \(RequestLimits.tracks)")
        }
        let found = try metadata.catalog.matches(of: tracks, for: caller.account)
        let known = try zip(tracks, found).map { (track, match) throws(LockerError) in
            try match.payloadSize == nil ? false : metadata.proofLimits.allow(track, of: caller.account)
        }
        let wanted = tracks.indices.filter { challenging && known[$0] && !found[$0].isOwned }
        let challenges = try metadata.challenges.open(
            wanted.map { tracks[$0] }, for: caller.account, on: connection, atMost: 2 * RequestLimits.tracks)
        for (index, challenge) in zip(wanted, challenges) where challenge.isNew {
            try metadata.proofLimits.challenged(tracks[index], of: caller.account)
        }
        let challengeOf = Dictionary(uniqueKeysWithValues: zip(wanted, challenges.map { Challenge(nonce: $0.nonce) }))
        return tracks.indices.map { index in
            MatchAnswer(isOwned: found[index].isOwned, isInCatalog: known[index], challenge: challengeOf[index])
        }
    }

    /// Checks proofs, and lets the caller refer to the tracks of those that hold, for a day.
    ///
    /// - Parameter didClaim: Told how many tracks are claimed that were not claimed before; not called when none is.
    /// - Returns: for each whether it holds. Nothing tells why one does not: a wrong code, a track that the catalog has
    ///   not, and a nonce that is too old, was used before or was given to another are all the same.
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/proofs``.
    public func prove(
        _ proofs: [TrackProof], of caller: Caller, on connection: UInt64, cancellation: Cancellation? = nil,
        didClaim: (Int) -> Void = { _ in }
    ) throws(LockerError) -> [Bool] {
        guard proofs.count <= RequestLimits.proofs else {
            throw LockerError(
                .invalidArgument, "\(proofs.count) proofs in one request: at most \(RequestLimits.proofs)")
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
                try metadata.claims.add(on: claimed, of: caller.account, until: now + Matcher.claimLifetime, now: now)
            }
            if fresh > 0 { didClaim(fresh) }
        }
        return held
    }

    private func holds(_ proof: TrackProof, of account: Account, on connection: UInt64) throws(LockerError) -> Bool {
        guard
            try metadata.challenges.take(proof.track, nonce: proof.nonce, of: account, on: connection),
            let track = try metadata.catalog.track(proof.track),
            try metadata.proofLimits.attempt(proof.track, of: account)
        else { return false }
        do throws(LockerError) {
            let recipe = try recipes.recipe(ContentName(blob: track.blob))
            let code = try contexts.with { (context) throws(LockerError) in
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

    /// Forgets the challenges of a connection that has ended.
    func closeAll(of connection: UInt64) {
        metadata.challenges.closeAll(of: connection)
    }
}
