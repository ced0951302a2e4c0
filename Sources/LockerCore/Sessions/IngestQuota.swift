import LockerBase
import Metadata

/// Refuses, before they are taken in, bytes that no commit could take.
struct IngestQuota: Sendable {
    let metadata: any MetadataStore

    /// Refuses `bytes` more than `session` staged, where that is more than the quota allows.
    ///
    /// The next revision holds at least what is staged, and may hold nothing else: the same commit can replace or
    /// remove all that the library holds. ``CommitStore/checkQuota(of:saying:)`` decides exactly. The catalog has no quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    func check(_ session: Session, adding bytes: Int64) throws(LockerError) {
        guard session.account.quota != nil, case .library(let name) = session.target else { return }
        let library = try metadata.libraries.library(named: name, of: session.account)
        let staged = session.stagedBytes + bytes
        try metadata.accounts.holdings(of: session.account).check(
            growingBy: .init(from: library?.logicalBytes ?? 0, to: staged))
    }
}
