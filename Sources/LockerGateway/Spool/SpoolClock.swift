import POSIXSupport

/// The clocks of a spool, in seconds.
package struct SpoolClock: Sendable {
    /// Since 1970 UTC: the clock that people set. Files have its times, and clients are told them.
    let time: @Sendable () -> Int64
    /// Of a clock that nobody sets: by it uploads expire while the gateway runs.
    let uptime: @Sendable () -> Int64

    /// Reads them by these.
    package init(time: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64) {
        (self.time, self.uptime) = (time, uptime)
    }

    /// Those of this machine.
    package static let ofMachine = SpoolClock(
        time: { MachineClock.time / 1_000_000_000 }, uptime: { MachineClock.uptime / 1_000_000_000 })
}
