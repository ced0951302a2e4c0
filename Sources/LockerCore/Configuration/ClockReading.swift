import Glibc
import LockerBase
import POSIXSupport

/// What the clocks of the machine say at a moment.
public struct ClockReading: Sendable, Equatable {
    /// Nanoseconds since 1970 UTC: the clock that people set.
    public var time: Int64
    /// Nanoseconds since the machine was started, those of suspension included; nil where the system does not tell.
    public var uptime: Int64?
    /// The name of that start, which no other has.
    public var boot: String?

    /// A reading of clocks that tests set; the machine's own is ``now()``.
    public init(time: Int64, uptime: Int64? = nil, boot: String? = nil) {
        self.time = time
        self.uptime = uptime
        self.boot = boot
    }

    /// What they say now.
    public static func now() -> ClockReading {
        let uptime = text(of: "/proc/uptime").flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
        return ClockReading(
            time: Clock.now(), uptime: uptime.flatMap { Int64(exactly: ($0 * 1e9).rounded()) },
            boot: text(of: "/proc/sys/kernel/random/boot_id"))
    }

    /// The first line of a small file; nil when it cannot be read.
    private static func text(of path: String) -> String? {
        SmallFile.lines(of: path).first
    }
}
