import POSIXSupport

/// The time of day.
enum Clock {
    /// Nanoseconds since 1970 UTC.
    static func now() -> Int64 { MachineClock.time }
}
