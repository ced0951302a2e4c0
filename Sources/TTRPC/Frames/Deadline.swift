/// The time at which a caller stops waiting.
struct Deadline {
    /// Longer waits are cut to this, 31 years, so that nanoseconds and clocks cannot overflow.
    private static let longest = 1e9

    /// The time from the call on, as it travels.
    let nanoseconds: Int64
    private let instant: ContinuousClock.Instant

    /// The time that comes `seconds` from here. Throws ``RPCError/Code/deadlineExceeded`` unless that is ahead.
    init(seconds: Double) throws(RPCError) {
        guard seconds > 0 else { throw Deadline.exceeded }
        nanoseconds = max(1, Int64(min(seconds, Deadline.longest) * 1e9))
        instant = .now + .nanoseconds(nanoseconds)
    }

    /// Seconds that are left, never less than 0.
    var remaining: Double {
        max(0, (instant - .now) / .seconds(1))
    }

    static let exceeded = RPCError(.deadlineExceeded, "the answer did not come in the time the caller gave it")
}
