import LockerBase

/// How a call that may be parked comes to its answer.
struct ParkedAnswer<Response: Sendable>: Sendable {
    /// When there has to be one.
    let until: ContinuousClock.Instant
    /// The answer; nil where there is none yet, but not the last time.
    let look: @Sendable (_ isLast: Bool) throws(LockerError) -> Response?
}
