import NIOCore

/// What is known of whether the daemon answers: by one connection, or by several together.
package struct Liveness: Sendable {
    /// When something was last heard of it, or that it is not there.
    private var sign = NIODeadline.distantPast
    /// When it was last found to be there and to answer nothing.
    private var silence = NIODeadline.distantPast

    package init() {}

    /// Whether it is there and answers nothing, by what was known last, over whichever connection.
    package var isStill: Bool { silence > sign }

    package mutating func noteSign(at now: NIODeadline) { sign = now }

    package mutating func noteSilence(at now: NIODeadline) { silence = now }

    /// Takes in what is known by another connection.
    package mutating func add(_ other: Liveness) {
        sign = max(sign, other.sign)
        silence = max(silence, other.silence)
    }
}
