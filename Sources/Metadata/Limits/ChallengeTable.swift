import LockerBase
import Synchronization

/// The challenges that are out, in memory: for a back end of one process. A restart forgets them.
package final class ChallengeTable: ChallengeStore {
    private struct Key: Hashable {
        let connection: UInt64
        let account: Int64
        let track: Digest
    }

    private struct Open {
        let nonce: [UInt8]
        let issued: ContinuousClock.Instant
    }

    private struct State {
        var open: [Key: Open] = [:]
        var counts: [Int64: Int] = [:]

        mutating func remove(_ key: Key) -> Open? {
            guard let open = open.removeValue(forKey: key) else { return nil }
            let left = counts[key.account, default: 1] - 1
            counts[key.account] = left > 0 ? left : nil
            return open
        }
    }

    private let state = Mutex(State())
    private let clock: @Sendable () -> ContinuousClock.Instant

    package init(clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.clock = clock
    }

    package func open(
        _ tracks: [Digest], for account: Account, on connection: UInt64, atMost limit: Int
    ) throws(LockerError) -> [OpenChallenge] {
        let now = clock()
        return try state.withLock { (state) throws(LockerError) in
            if state.counts[account.id, default: 0] + tracks.count > limit {
                for (key, open) in state.open where key.account == account.id {
                    if now - open.issued > OpenChallenge.lifetime { _ = state.remove(key) }
                }
            }
            guard state.counts[account.id, default: 0] + tracks.count <= limit else {
                throw LockerError(
                    .tooMany, "account \(account.name) has \(limit) challenges open; answer them, or wait a minute")
            }
            return tracks.map { track in
                let key = Key(connection: connection, account: account.id, track: track)
                if let known = state.open[key], now - known.issued <= OpenChallenge.lifetime {
                    return OpenChallenge(nonce: known.nonce, isNew: false)
                }
                let nonce = ChallengeTable.randomNonce()
                if state.open.updateValue(Open(nonce: nonce, issued: now), forKey: key) == nil {
                    state.counts[account.id, default: 0] += 1
                }
                return OpenChallenge(nonce: nonce, isNew: true)
            }
        }
    }

    package func take(
        _ track: Digest, nonce: [UInt8], of account: Account, on connection: UInt64
    ) -> Bool {
        let now = clock()
        let key = Key(connection: connection, account: account.id, track: track)
        return state.withLock { state in
            guard let open = state.open[key], HMAC.areEqual(open.nonce, nonce) else { return false }
            _ = state.remove(key)
            return now - open.issued <= OpenChallenge.lifetime
        }
    }

    package func closeAll(of connection: UInt64) {
        state.withLock { state in
            for key in state.open.keys where key.connection == connection { _ = state.remove(key) }
        }
    }

    private static func randomNonce() -> [UInt8] {
        // The generator of the system: getrandom(2).
        var generator = SystemRandomNumberGenerator()
        return (0..<RequestLimits.nonceBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
