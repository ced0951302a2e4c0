import POSIXSupport

/// The clocks by which persons and what signs them in go.
package struct PeopleClock: Sendable {
    /// Nanoseconds since 1970 UTC: the clock that people set, for what is kept and shown.
    package let time: @Sendable () -> Int64
    /// Nanoseconds of a clock that nobody sets, for waits.
    package let uptime: @Sendable () -> Int64

    /// Clocks that tests set; the machine's own are ``machine``.
    package init(time: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64) {
        self.time = time
        self.uptime = uptime
    }

    /// Those of the machine.
    package static let machine = PeopleClock(time: { MachineClock.time }, uptime: { MachineClock.uptime })
}
