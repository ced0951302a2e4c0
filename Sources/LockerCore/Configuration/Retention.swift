import LockerBase

/// Which revisions of a library are kept: those that any rule keeps, and always the newest.
public struct Retention: Sendable, Equatable {
    /// Keep so many, the newest ones.
    public var keepLast: Int64?
    /// Keep each that was the newest at some moment of so many seconds until now.
    public var keepWithin: Int64?
    /// Keep the newest of each of so many periods, the last ones in which there is any.
    public var keepEach: [RetentionPeriod: Int64]

    /// - Throws: ``LockerError/Code/invalidArgument`` without a rule, or for one that keeps nothing.
    public init(
        keepLast: Int64?, keepWithin: Int64?, keepEach: [RetentionPeriod: Int64] = [:]
    ) throws(LockerError) {
        guard keepLast != nil || keepWithin != nil || !keepEach.isEmpty else {
            throw LockerError(
                .invalidArgument, "no rule says which revisions to keep; give a number of them, or a span",
                hint: .keepRule)
        }
        guard keepLast ?? 1 > 0, keepWithin ?? 0 >= 0, keepEach.values.allSatisfy({ $0 > 0 }) else {
            throw LockerError(.invalidArgument, "the newest revision is always kept: keep 1 or more")
        }
        self.keepLast = keepLast
        self.keepWithin = keepWithin
        self.keepEach = keepEach
    }
}
