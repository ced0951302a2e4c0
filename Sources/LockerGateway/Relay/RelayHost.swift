/// What all relays of a gateway have in common.
package struct RelayHost: Sendable {
    /// The daemon's socket.
    let socket: String
    let limits: RelayLimits
    /// Says who somebody is.
    let admit: @Sendable (RelayAttempt) async -> RelayAdmission
    /// Whether a caller's token still counts. Asked twice a second for each relay, on its event loop: it must not block.
    let isLive: @Sendable (RelayCaller) -> Bool
    /// Whether the daemon is there and answers nothing. Asked as often: it must not block.
    let isDaemonStill: @Sendable () -> Bool
    /// Hears what becomes of relays, on their event loops: it must not block.
    let note: @Sendable (RelayEvent) -> Void
    let places: SharedPlaces

    /// - Parameters:
    ///   - socket: the daemon's, at which the gateway acts for others.
    ///   - admit: says who somebody is.
    ///   - isLive: whether a caller's token still counts; asked twice a second for each relay. It must not block.
    ///   - isDaemonStill: whether the daemon is there and answers nothing. It must not block.
    ///   - note: hears what becomes of relays. It must not block.
    package init(
        socket: String, limits: RelayLimits = RelayLimits(),
        admit: @escaping @Sendable (RelayAttempt) async -> RelayAdmission,
        isLive: @escaping @Sendable (RelayCaller) -> Bool,
        isDaemonStill: @escaping @Sendable () -> Bool = { false },
        note: @escaping @Sendable (RelayEvent) -> Void = { _ in }
    ) {
        (self.socket, self.limits, self.admit, self.isLive) = (socket, limits, admit, isLive)
        (self.isDaemonStill, self.note) = (isDaemonStill, note)
        places = SharedPlaces(perAccount: limits.perAccount, inAll: limits.inAll)
    }

    /// Relays that are open.
    package var count: Int { places.count }
}

/// What becomes of relays, for the log and for metrics.
package enum RelayEvent: Sendable {
    /// Somebody who wanted one was answered with a status of HTTP.
    case refused(status: UInt, peer: String?)
    case opened(RelayCaller, peer: String?)
    case closed(RelayCaller, peer: String?, RelayTally)
}

/// What went over a relay.
package struct RelayTally: Sendable, Equatable {
    /// Bytes from the caller, and to them.
    package var received = 0
    package var sent = 0
    /// Calls that went to the daemon, and those that did not.
    package var calls = 0
    package var refusals = 0
    /// Why it ended, in a few words.
    package var end = "closed by the caller"
}
