import LockerBase
import Matching
import Metadata
import POSIXSupport

/// The challenges that are out: each for one account, connection and track, good for one answer within a minute.
package final class ChallengeTable: Sendable {
    /// How long a challenge may be answered.
    package static let lifetime = Duration.seconds(60)
    /// The most that one account may have open: two full requests.
    package static let maximumPerAccount = 2 * MatchLimits.tracks

    private struct Addressee: Hashable {
        let connection: UInt64
        let account: Int64
        let track: Digest
    }

    private struct Open {
        let challenge: Challenge
        let issued: ContinuousClock.Instant
    }

    private struct State {
        var open: [Addressee: Open] = [:]
        var counts: [Int64: Int] = [:]

        mutating func remove(_ key: Addressee) -> Open? {
            guard let open = open.removeValue(forKey: key) else { return nil }
            let left = counts[key.account, default: 1] - 1
            counts[key.account] = left > 0 ? left : nil
            return open
        }
    }

    private let state = RankedMutex(State(), .challengeTable)

    package init() {}

    /// Challenges for `tracks`: for one that has an open one, the same again, so that asking often gives no choice.
    ///
    /// - Parameter opening: called for each new challenge.
    /// - Throws: ``LockerError/Code/tooMany`` when the account has too many open.
    package func open(
        _ tracks: [Digest], for account: Account, on connection: UInt64, at now: ContinuousClock.Instant = .now,
        opening: (Digest) -> Void = { _ in }
    ) throws(LockerError) -> [Challenge] {
        try state.withLock { (state) throws(LockerError) in
            if state.counts[account.id, default: 0] + tracks.count > ChallengeTable.maximumPerAccount {
                for (key, open) in state.open where key.account == account.id {
                    if now - open.issued > ChallengeTable.lifetime { _ = state.remove(key) }
                }
            }
            guard state.counts[account.id, default: 0] + tracks.count <= ChallengeTable.maximumPerAccount else {
                throw LockerError(
                    .tooMany,
                    "account \(account.name) has \(ChallengeTable.maximumPerAccount) challenges open; answer them, or "
                        + "wait a minute")
            }
            return tracks.map { track in
                let key = Addressee(connection: connection, account: account.id, track: track)
                if let known = state.open[key], now - known.issued <= ChallengeTable.lifetime { return known.challenge }
                let challenge = Challenge.random()
                opening(track)
                if state.open.updateValue(Open(challenge: challenge, issued: now), forKey: key) == nil {
                    state.counts[account.id, default: 0] += 1
                }
                return challenge
            }
        }
    }

    /// The challenge with this nonce, which is not open any more then; nil when there is none, it is another's or too
    /// old.
    package func take(
        _ track: Digest, nonce: [UInt8], of account: Account, on connection: UInt64,
        at now: ContinuousClock.Instant = .now
    ) -> Challenge? {
        let key = Addressee(connection: connection, account: account.id, track: track)
        return state.withLock { state in
            guard let open = state.open[key], HMAC.areEqual(open.challenge.nonce, nonce) else { return nil }
            _ = state.remove(key)
            return now - open.issued <= ChallengeTable.lifetime ? open.challenge : nil
        }
    }

    /// Forgets the challenges of a connection that has ended.
    package func closeAll(of connection: UInt64) {
        state.withLock { state in
            for key in state.open.keys where key.connection == connection { _ = state.remove(key) }
        }
    }
}

extension Challenge {
    fileprivate static func random() -> Challenge {
        // The generator of the system: getrandom(2).
        var generator = SystemRandomNumberGenerator()
        return Challenge(nonce: (0..<Challenge.nonceSize).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}
