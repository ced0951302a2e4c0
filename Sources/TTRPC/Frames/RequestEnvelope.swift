/// What a request says besides its payload, for who passes requests on and leaves their payloads as they are.
package struct RequestEnvelope: Sendable, Equatable {
    /// The most bytes of a body that are none of its payload's.
    package static let byteLimit = 64 << 10

    package var service = ""
    package var method = ""
    /// How long the caller waits; 0 for as long as it takes.
    package var timeout: Int64 = 0
    package var metadata: [String: String] = [:]
    /// Where in the body the payload lies.
    package var payload = 0..<0

    package init() {}

    /// The frame of this request up to its payload, which follows as it is and ends it.
    ///
    /// - Throws: ``RPCError/Code/resourceExhausted`` when the frame would be longer than frames may be.
    package func head(stream: UInt32, flags: UInt8) throws(RPCError) -> [UInt8] {
        let request = RequestHead(service: service, method: method, metadata: metadata, nanoseconds: timeout)
        var bytes = try request.bytes(stream: stream, payload: payload.count)
        // The last byte of the header.
        bytes[FrameHeader.byteCount - 1] = flags
        return bytes
    }
}
