import DaemonLink
import NIOCore

/// How much of the gateway relays may take.
package struct RelayLimits: Sendable {
    /// Relays at a time, of one account and of all.
    package var perAccount = 16
    package var inAll = 512
    /// A relay with no call under way, over which nothing comes for so long, is ended.
    package var idle = TimeAmount.hours(1)
    /// And one of which the caller does not go on with a frame, or takes nothing of what is there.
    package var stall = TimeAmount.seconds(120)
    /// And one with a call under way, where the daemon answers nobody for so long.
    package var unanswered = LinkBounds.relayed
    /// After so long without a word for the caller, a frame that says nothing goes there: what is between, such as a
    /// proxy, ends connections that are still.
    package var silence = TimeAmount.seconds(30)
    /// How long calls that are under way may take when the gateway stops.
    package var ending = TimeAmount.seconds(5)

    package init() {}
}
