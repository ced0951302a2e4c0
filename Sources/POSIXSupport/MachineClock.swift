import Glibc

/// The clocks of this machine.
public enum MachineClock {
    /// Nanoseconds since 1970 UTC: the clock that people set.
    public static var time: Int64 { read(CLOCK_REALTIME) }

    /// Nanoseconds of a clock that nobody sets, for waits.
    public static var uptime: Int64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
