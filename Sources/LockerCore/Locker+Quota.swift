import LockerBase
import Metadata

extension Locker {
    /// Refuses bytes that no commit could take: `bytes` more than the session staged.
    ///
    /// The next revision holds at least what is staged, and may hold nothing else: the same commit can replace or
    /// remove all that the library holds. ``checkQuota(of:library:next:)`` decides exactly. The catalog has no quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    func checkQuota(of session: Session, adding bytes: Int64) throws(LockerError) {
        guard session.account.quota != nil, case .library(let name) = session.target else { return }
        let library = try metadata.library(named: name, of: session.account)
        try checkQuota(of: session.account, from: library?.logicalBytes ?? 0, to: session.stagedBytes + bytes)
    }

    /// Refuses a revision that would take its account over its quota. One that makes the library smaller always passes.
    ///
    /// Only logical bytes count, so that what others store shows in nobody's quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    func checkQuota(of account: Account, library: Library, next delta: Delta) throws(LockerError) {
        try checkQuota(of: account, from: library.logicalBytes, to: delta.logicalBytes)
    }

    /// Refuses that a library of `account` grows from `old` to `new` bytes.
    private func checkQuota(of account: Account, from old: Int64, to new: Int64) throws(LockerError) {
        guard new > old else { return }
        let usage = try metadata.usage(of: account)
        let (bytes, isBeyond) = (usage.logicalBytes - old).addingReportingOverflow(new)
        if let quota = usage.account.quota, isBeyond || bytes > quota {
            throw LockerError(
                .overQuota,
                "account \(account.name) would hold \(bytes) bytes, and its quota is \(quota); "
                    + "remove files, or ask the operator for more")
        }
    }
}
