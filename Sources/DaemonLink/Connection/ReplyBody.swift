import LockerAPI
import LockerBase
import NIOCore
import TTRPC

/// What the daemon answered, by the body of the frame that it came in.
enum ReplyBody {
    /// The method's own message: a slice of `body`.
    ///
    /// - Throws: what the call failed with.
    static func payload(of body: ByteBuffer) throws(LockerError) -> ByteBuffer {
        guard let parts = body.withUnsafeReadableBytes({ ReplyParts($0) }) else {
            throw LockerError(.internal, "the daemon's reply is no ttrpc.Response")
        }
        if let error = parts.error { throw LockerError(error) }
        let start = body.readerIndex + parts.payload.lowerBound
        return body.getSlice(at: start, length: parts.payload.count) ?? ByteBuffer()
    }

    /// Whether the connection had no place for the call: errors of calls have a reason.
    static func isForWantOfPlace(_ body: ByteBuffer) -> Bool {
        guard let error = body.withUnsafeReadableBytes({ ReplyParts($0) })?.error else { return false }
        return error.code == .resourceExhausted && error.reason == nil
    }

    /// A copy of the method's own message.
    static func bytes(of body: ByteBuffer) throws(LockerError) -> [UInt8] {
        let message = try payload(of: body)
        return message.getBytes(at: message.readerIndex, length: message.readableBytes) ?? []
    }
}
