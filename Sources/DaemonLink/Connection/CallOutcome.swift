import LockerBase
import NIOCore

/// What became of a call on one connection.
package enum CallOutcome: Sendable {
    /// The body of the frame that answered it.
    case reply(ByteBuffer)
    /// It went out, and there is no answer: what it has done is not known.
    case failure(LockerError)
    /// It never went out.
    case unsent(LockerError)
}
