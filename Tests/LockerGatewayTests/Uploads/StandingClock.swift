import Foundation
import LockerGateway
import Synchronization

/// Clocks that stand still until time passes, or until somebody sets the one that people set.
final class StandingClock: Sendable {
    private let seconds = Atomic<Int64>(Int64(Date().timeIntervalSince1970))
    private let up = Atomic<Int64>(1000)

    /// Seconds since 1970.
    var time: Int64 { seconds.load(ordering: .relaxed) }

    /// As a spool reads them.
    var ofSpool: SpoolClock {
        SpoolClock(time: { self.time }, uptime: { self.up.load(ordering: .relaxed) })
    }

    func pass(_ count: Int64) {
        seconds.wrappingAdd(count, ordering: .relaxed)
        up.wrappingAdd(count, ordering: .relaxed)
    }

    /// Sets the clock so many seconds ahead, or back.
    func set(ahead count: Int64) {
        seconds.wrappingAdd(count, ordering: .relaxed)
    }
}
