import LockerBase

/// What an account asks to keep of one of its libraries, whatever the operator's rules keep of it. Nil stands for a
/// rule that it does not ask for.
public struct OwnRetention: Hashable, Sendable {
    /// The newest revisions, so many.
    public var keepLast: Int64?
    /// Each that was the newest at some moment of so many seconds until now.
    public var keepWithin: Int64?
    /// The newest of each of so many hours of UTC, the last ones in which there is any.
    public var keepHourly: Int64?
    /// The same for days.
    public var keepDaily: Int64?
    /// The same for weeks, which begin on Monday.
    public var keepWeekly: Int64?
    /// The same for months.
    public var keepMonthly: Int64?
    /// The same for years.
    public var keepYearly: Int64?

    /// The most revisions, or periods of one kind.
    public static let maximumCount: Int64 = 1_000_000
    /// The longest span, in seconds: 100 years of 365 days.
    public static let maximumSeconds: Int64 = 100 * 365 * 86_400

    /// What is kept by these rules; without one, nothing is asked for.
    public init(
        keepLast: Int64? = nil, keepWithin: Int64? = nil, keepHourly: Int64? = nil, keepDaily: Int64? = nil,
        keepWeekly: Int64? = nil, keepMonthly: Int64? = nil, keepYearly: Int64? = nil
    ) {
        self.keepLast = keepLast
        self.keepWithin = keepWithin
        self.keepHourly = keepHourly
        self.keepDaily = keepDaily
        self.keepWeekly = keepWeekly
        self.keepMonthly = keepMonthly
        self.keepYearly = keepYearly
    }

    /// Whether nothing is asked for.
    public var isEmpty: Bool { self == OwnRetention() }

    /// - Throws: ``LockerError/Code/invalidArgument`` for a number that is out of bounds.
    public func check() throws(LockerError) {
        let counts: [Int64?] = [keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly]
        for case let count? in counts where count < 1 || count > OwnRetention.maximumCount {
            throw LockerError(
                .invalidArgument,
                "\(count) revisions, or periods of a kind, cannot be asked for; give 1 to \(OwnRetention.maximumCount)")
        }
        if let seconds = keepWithin, seconds < 1 || seconds > OwnRetention.maximumSeconds {
            throw LockerError(
                .invalidArgument,
                "a span of \(seconds) seconds cannot be asked for; give 1 to \(OwnRetention.maximumSeconds), 100 years")
        }
    }
}
