/// The frame of a reply that is an error, from who answers in the place of a server.
package enum ErrorReply {
    package static func bytes(_ error: RPCError, stream: UInt32) -> [UInt8] {
        let frame = OutgoingFrame(reply: .failure(error), stream: stream)
        return frame.head + frame.payload
    }
}
