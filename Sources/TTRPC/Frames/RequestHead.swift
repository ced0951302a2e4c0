/// What goes before the payload of a request: header and envelope. For clients that have sockets of their own, and the
/// payload in pieces.
package struct RequestHead: Sendable {
    private let envelope: Ttrpc_Request

    /// - Parameter nanoseconds: how long the caller waits; 0 for as long as it takes.
    package init(service: String, method: String, metadata: [String: String] = [:], nanoseconds: Int64 = 0) {
        envelope = Ttrpc_Request(service: service, method: method, metadata: metadata, nanoseconds: nanoseconds)
    }

    /// The bytes that go before a payload of `count` bytes.
    ///
    /// Throws ``RPCError/Code/resourceExhausted`` when both together are larger than frames may be.
    package func bytes(stream: UInt32, payload count: Int) throws(RPCError) -> [UInt8] {
        let head = OutgoingFrame.head(
            FrameHeader.Kind.request, stream: stream, envelope: envelope, payload: count, field: 3)
        let length = head.count + count - FrameHeader.byteCount
        guard length <= FrameHeader.lengthLimit else { throw .tooLong("request", length) }
        return head
    }
}
