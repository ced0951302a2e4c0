import LockerBase
import Metadata
import POSIXSupport

struct ClaimModel: ClaimStore {
    let content: Monitor<Content>

    func add(
        on tracks: [Digest], of account: Account, until expires: Int64, now: Int64
    ) throws(LockerError) -> Int {
        content.withLock { content in
            content.claims = content.claims.filter { $0.value > now }
            let before = content.claims.count
            for track in tracks where content.catalog[track] != nil && content.accounts[account.id] != nil {
                let claim = Content.Claim(account: account.id, track: track)
                content.claims[claim] = max(content.claims[claim] ?? expires, expires)
            }
            return content.claims.count - before
        }
    }

    func isHeld(on track: Digest, of account: Account, at now: Int64) throws(LockerError) -> Bool {
        content.withLock { content in
            content.claims[.init(account: account.id, track: track)].map { $0 > now } ?? false
        }
    }
}
