import Glibc

/// A time of the system in nanoseconds since 1970; one that does not fit in 64 bits (before 1678, after 2262) is
/// taken to the nearest that does.
func nanoseconds(_ time: timespec) -> Int64 {
    let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = seconds.addingReportingOverflow(Int64(time.tv_nsec))
    return overflow || carried ? (time.tv_sec < 0 ? .min : .max) : sum
}

/// Whether ``nanoseconds(_:)`` tells `time` as it is.
func fitsNanoseconds(_ time: timespec) -> Bool {
    timespec(nanoseconds: nanoseconds(time)).tv_sec == time.tv_sec
}

/// The reverse of ``nanoseconds(_:)``, for the calls that set a time.
func timespec(nanoseconds: Int64) -> timespec {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return rest < 0
        ? Glibc.timespec(tv_sec: Int(seconds) - 1, tv_nsec: Int(rest) + 1_000_000_000)
        : Glibc.timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
}

/// The time of day, in nanoseconds since 1970.
func timeOfDay() -> Int64 {
    var now = Glibc.timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
}
