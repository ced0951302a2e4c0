import LockerBase

/// What an account holds, as its quota counts it: logical bytes, and a charge for names, folders and revisions, which
/// have no bytes of their own and take room all the same.
public struct AccountHoldings: Hashable, Sendable {
    /// The account's name, as of the same moment as its quota and the figures.
    public let account: String
    /// The most that ``counted`` may be; nil for no limit.
    public let quota: Int64?
    /// Its libraries, also those without a revision.
    public let libraries: Int64
    /// Of the files in their newest revisions.
    public let logicalBytes: Int64
    /// Retained revisions.
    public let revisions: Int64
    /// Entries of all retained revisions; one that stayed the same over several counts once.
    public let versions: Int64
    /// The bytes of the paths and targets of those, and of what is said of those revisions
    /// (``Provenance/chargedBytes``).
    public let nameBytes: Int64

    package init(
        account: String, quota: Int64?, libraries: Int64, logicalBytes: Int64, revisions: Int64, versions: Int64,
        nameBytes: Int64
    ) {
        self.account = account
        self.quota = quota
        self.libraries = libraries
        self.logicalBytes = logicalBytes
        self.revisions = revisions
        self.versions = versions
        self.nameBytes = nameBytes
    }

    /// What a version is charged besides its name.
    public static let perVersion: Int64 = 256
    /// What a revision is charged besides what is said of it.
    public static let perRevision: Int64 = 1024
    /// So much is free of charge: who has a few thousand songs has all of the quota for them.
    public static let free: Int64 = 1 << 20

    /// What names, folders and revisions count for, in bytes.
    public var charge: Int64 {
        let parts = [
            nameBytes, versions.times(AccountHoldings.perVersion), revisions.times(AccountHoldings.perRevision),
        ]
        return max(0, parts.reduce(0) { $0.plus($1) } - AccountHoldings.free)
    }

    /// What the quota is held against; 2^63 - 1 stands for that and anything larger.
    public var counted: Int64 { logicalBytes.plus(charge) }
}

extension AccountHoldings {
    /// What a change of one library adds.
    public struct Growth: Sendable {
        /// The library's logical bytes before and after.
        let old: Int64
        let new: Int64
        var revisions: Int64 = 0
        var versions: Int64 = 0
        var nameBytes: Int64 = 0

        /// A library that goes from `old` to `new` logical bytes, with nothing that is charged for.
        public init(from old: Int64, to new: Int64) {
            (self.old, self.new) = (old, new)
        }

        package init(_ delta: Delta, to library: Library, saying provenance: Provenance) {
            self.init(from: library.logicalBytes, to: delta.logicalBytes)
            revisions = 1
            (versions, nameBytes) = delta.added
            nameBytes += provenance.chargedBytes
        }

        /// A library of whose revisions so many bytes more are said.
        public init(ofNames bytes: Int64, in library: Library) {
            self.init(from: library.logicalBytes, to: library.logicalBytes)
            nameBytes = bytes
        }
    }

    /// Refuses a change by which the account would be over its quota. One that leaves it no larger always passes.
    ///
    /// Only what the account itself holds counts, so that what others store shows in nobody's quota.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` with the figures.
    public func check(growingBy growth: Growth) throws(LockerError) {
        let (bytes, isBeyond) = (logicalBytes - growth.old).addingReportingOverflow(growth.new)
        guard !isBeyond else {
            throw LockerError(
                .overQuota, "account \(account) would hold more bytes than can be counted; remove files")
        }
        let next = AccountHoldings(
            account: account, quota: quota, libraries: libraries, logicalBytes: bytes,
            revisions: revisions.plus(growth.revisions), versions: versions.plus(growth.versions),
            nameBytes: nameBytes.plus(growth.nameBytes))
        guard let quota, next.counted > quota, next.counted > counted else { return }
        throw next.isOver(quota, from: self)
    }

    /// - Parameter now: what the account holds, where this is what it would hold.
    private func isOver(_ quota: Int64, from now: AccountHoldings) -> LockerError {
        let names = charge > 0 ? ", and \(charge) more for names and revisions" : ""
        let remedy = charge > 0 ? "ask the operator for more, or to expire old revisions" : "ask the operator for more"
        return LockerError(
            .overQuota,
            "account \(account) would hold \(logicalBytes) bytes\(names), and its quota is \(quota); remove files, or "
                + remedy,
            details: [.account: account, .quota: "\(quota)", .used: "\(now.counted)", .wanted: "\(counted)"])
    }
}

extension Int64 {
    /// The sum, or the nearest number that there is.
    fileprivate func plus(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    fileprivate func times(_ other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
