import LockerBase
import Metadata

extension Locker {
    /// Refuses bytes that no commit could take: `bytes` more than the session staged, against the whole quota.
    ///
    /// What the account holds already is left out, since the same commit may replace or remove it;
    /// ``checkQuota(of:library:next:)`` decides exactly.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    func checkQuota(of session: Session, adding bytes: Int64) throws(LockerError) {
        guard let quota = session.account.quota else { return }
        try require(session.stagedBytes + bytes, within: quota, account: session.account)
    }

    /// Refuses a revision that would take its account over its quota. One that makes the library smaller always passes.
    ///
    /// Only logical bytes count, so that what others store shows in nobody's quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    func checkQuota(of account: Account, library: Library, next delta: Delta) throws(LockerError) {
        let usage = try metadata.usage(of: account)
        guard let quota = usage.account.quota, delta.logicalBytes > library.logicalBytes else { return }
        try require(
            usage.logicalBytes - library.logicalBytes + delta.logicalBytes, within: quota, account: usage.account)
    }

    private func require(_ bytes: Int64, within quota: Int64, account: Account) throws(LockerError) {
        guard bytes <= quota else {
            throw LockerError(
                .overQuota,
                "account \(account.name) would hold \(bytes) bytes, and its quota is \(quota); "
                    + "remove files, or ask the operator for more")
        }
    }
}
