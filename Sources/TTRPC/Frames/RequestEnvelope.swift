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
        var request = Ttrpc_Request()
        (request.service, request.method, request.timeoutNano) = (service, method, timeout)
        request.metadata = metadata.sorted { $0.key < $1.key }.map { key, value in
            var pair = Ttrpc_KeyValue()
            (pair.key, pair.value) = (key, value)
            return pair
        }
        // Serialising fails only for a message with unset required fields, which proto3 does not have.
        var rest: [UInt8] = (try? request.serializedBytes()) ?? []
        if !payload.isEmpty { rest += OutgoingFrame.start(ofField: 3, count: payload.count) }
        let length = rest.count + payload.count
        guard length <= FrameHeader.lengthLimit else { throw .tooLong("request", length) }
        var header = FrameHeader(length: length, stream: stream, kind: FrameHeader.Kind.request)
        header.flags = flags
        return header.bytes + rest
    }
}
