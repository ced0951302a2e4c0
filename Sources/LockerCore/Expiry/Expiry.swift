import LockerBase
import Metadata
import POSIXSupport

/// Forgets revisions by the operator's rules, but for what people ask to keep.
public struct Expiry: Sendable {
    let metadata: any MetadataStore
    let journal: Journal
    let gate: ChangeGate
    let locks: LibraryLocks
    let settings: Settings
    let clock: ExpiryClock

    /// Forgets the revisions that neither `retention` nor their own account keeps; the operator's call. What only they
    /// refer to is garbage for the next compaction.
    ///
    /// - Parameters:
    ///   - account: only the libraries of the account of this name; nil for those of all.
    ///   - library: only libraries of this name; nil for all.
    ///   - cancellation: asked before each account; what was forgotten until then stays forgotten.
    /// - Throws: ``LockerError/Code/notFound`` for an account or a library that is not there;
    ///   ``LockerError/Code/failedPrecondition`` when the clock is absurd, see ``ExpiryClock``.
    public func expire(
        _ retention: Retention, account: String? = nil, library: String? = nil, isDryRun: Bool = false,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> ExpiryReport {
        let reading = try retention.keepWithin.map { (_) throws(LockerError) in try clock.readForOperator() }
        return try expire(
            retention, reading, account: account, library: library, isDryRun: isDryRun
        ) { (_, _) throws(LockerError) in try cancellation.check() }
    }

    /// Forgets the revisions that neither the configuration's rule nor their own account keeps.
    ///
    /// - Parameter didExpire: told how many accounts are done, and of how many; what it throws ends the work.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when the clock jumped, see ``ExpiryClock``.
    func byRule(
        _ retention: Retention, _ didExpire: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> ExpiryReport {
        let reading = try retention.keepWithin.map { (_) throws(LockerError) in try clock.readForRules() }
        return try expire(retention, reading, isDryRun: false, didExpire)
    }

    /// - Parameter reading: what the clocks say, for a rule that goes by them.
    private func expire(
        _ retention: Retention, _ reading: ClockReading?, account: String? = nil, library: String? = nil,
        isDryRun: Bool, _ didExpire: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> ExpiryReport {
        if let library { try Library.checkName(library) }
        let honoursOwn = settings.configuration.honoursOwnRetention
        let (end, refusal) = try endOfSpans(reading, honoursOwn: honoursOwn)
        let rule = ExpiryRule(retention: retention, end: end?.time, honoursOwn: honoursOwn)
        var report = ExpiryReport(isDryRun: isDryRun)
        report.spansRefused = refusal
        let accounts = try accounts(named: account)
        for (number, owner) in accounts.enumerated() {
            try didExpire(number, accounts.count)
            try expire(librariesOf: owner, named: library, rule, &report)
        }
        try didExpire(accounts.count, accounts.count)
        if let library, report.libraries == 0 {
            throw LockerError(
                .notFound, "'\(EntryPath.printable(library.utf8))': no library of this name has a revision",
                details: [.library: library],
                hint: .listLibraries)
        }
        if let end, !isDryRun { clock.accept(end) }
        return report
    }

    /// When spans end: when the operator's does, which `reading` says, or else by the clocks, where people ask for spans;
    /// and why the clocks are not believed. Libraries with such a span keep all then, and the others are none the worse.
    private func endOfSpans(
        _ reading: ClockReading?, honoursOwn: Bool
    ) throws(LockerError) -> (reading: ClockReading?, refusal: String?) {
        guard honoursOwn, reading == nil, try metadata.libraries.anyKeepsWithin() else { return (reading, nil) }
        do throws(LockerError) {
            return (try clock.readForRules(), nil)
        } catch let error where error.cause is ExpiryClock.ClockRefusal {
            return (nil, error.message)
        }
    }

    private func expire(
        librariesOf owner: Account, named name: String?, _ rule: ExpiryRule, _ report: inout ExpiryReport
    ) throws(LockerError) {
        for found in try metadata.libraries.all(of: owner) where found.newest > 0 {
            if let name, found.name != name { continue }
            do throws(LockerError) {
                try expire(found, of: owner, rule, &report)
            } catch let error where error.code == .tooMany {
                // One library that everybody is at must not keep the others from it: it is left to the next time.
                report.add(whole: found)
            }
        }
    }

    private func accounts(named name: String?) throws(LockerError) -> [Account] {
        guard let name else { return try metadata.accounts.all() }
        guard let account = try metadata.accounts.account(named: name) else {
            throw LockerError.noAccount(named: name)
        }
        return [account]
    }

    private func expire(
        _ library: Library, of owner: Account, _ rule: ExpiryRule, _ report: inout ExpiryReport
    ) throws(LockerError) {
        report.libraries += 1
        if report.isDryRun {
            return report.add(try rule.kept(of: library, in: metadata))
        }
        let kept = try expire(library, of: owner) { (library) throws(LockerError) in
            try rule.kept(of: library, in: metadata)
        }
        if let kept { report.add(kept) }
    }

    /// Forgets what `choose` does not keep of a library, as it is by then. Returns what that is; nil where the library is
    /// gone.
    package func expire(
        _ library: Library, of owner: Account, keeping choose: (Library) throws(LockerError) -> KeptRevisions
    ) throws(LockerError) -> KeptRevisions? {
        try gate.change { () throws(LockerError) -> KeptRevisions? in
            try locks.withLock(owner, library.name) { () throws(LockerError) -> KeptRevisions? in
                // It may have grown, or be gone, since it was listed.
                guard let library = try metadata.libraries.library(named: library.name, of: owner) else { return nil }
                let kept = try choose(library)
                if kept.expired > 0 { try expire(library, but: kept) }
                return kept
            }
        }
    }

    /// Forgets revisions of a library whose lock the caller holds. The record is durable before the database changes.
    private func expire(_ library: Library, but kept: KeptRevisions) throws(LockerError) {
        var message = Locker_Store_V1_Commit()
        message.created = Clock.now()
        var expired = Locker_Store_V1_Expired()
        (expired.library, expired.first) = (library.id, kept.first)
        for run in kept.gone.ranges { expired.gone += [run.lowerBound, run.upperBound] }
        message.expired = [expired]
        _ = try journal.record(message) { () throws(LockerError) in
            try metadata.revisions.expire(library, before: kept.first, and: kept.gone)
        }
        // What the account holds; the record does not say whose it is.
        journal.feed.changed(.account(library.account))
    }
}
