import SwiftProtobuf

/// A frame on its way out: header and envelope in one array, the payload in another, and how much has been sent.
///
/// The payload's bytes are never copied here. In the protobuf encoding a message is its fields one after another,
/// so the envelope is the message with its payload left out, then the payload's tag and length, and the payload
/// itself follows (protobuf.dev, "Encoding").
struct OutgoingFrame {
    let head: [UInt8]
    let payload: [UInt8]
    /// Bytes of head and payload that the kernel has taken.
    var sent = 0

    /// Wraps `payload` as field `field` of `envelope`, whose own payload is empty.
    private init(_ kind: UInt8, stream: UInt32, envelope: some Message, payload: [UInt8], field: UInt8) {
        head = OutgoingFrame.head(kind, stream: stream, envelope: envelope, payload: payload.count, field: field)
        self.payload = payload
    }

    /// What goes before a payload of `count` bytes, which is field `field` of `envelope`.
    static func head(
        _ kind: UInt8, stream: UInt32, envelope: some Message, payload count: Int, field: UInt8
    ) -> [UInt8] {
        // Serialising fails only for a message with unset required fields, which proto3 does not have.
        var rest: [UInt8] = (try? envelope.serializedBytes()) ?? []
        if count > 0 { rest += FieldPrefix.bytes(of: field, count: count) }
        return FrameHeader(length: rest.count + count, stream: stream, kind: kind).bytes + rest
    }

    /// The frame of a request whose fields but for the payload are in `envelope`.
    ///
    /// Throws ``RPCError/Code/resourceExhausted`` when it is larger than frames may be.
    init(request envelope: Ttrpc_Request, payload: [UInt8], stream: UInt32) throws(RPCError) {
        self.init(FrameHeader.Kind.request, stream: stream, envelope: envelope, payload: payload, field: 3)
        guard length <= FrameHeader.lengthLimit else { throw .tooLong("request", length) }
    }

    /// The frame of a reply. One that is larger than frames may be becomes an error that says so.
    init(reply: Result<[UInt8], RPCError>, stream: UInt32) {
        var envelope = Ttrpc_Response()
        var payload: [UInt8] = []
        envelope.status = Google_Rpc_Status()
        switch reply {
        case .success(let bytes): payload = bytes
        case .failure(let error): envelope.status = error.status
        }
        self.init(FrameHeader.Kind.response, stream: stream, envelope: envelope, payload: payload, field: 2)
        if length > FrameHeader.lengthLimit {
            self.init(reply: .failure(.tooLong("reply", length)), stream: stream)
        }
    }

    /// The bytes after the header.
    private var length: Int { head.count + payload.count - FrameHeader.byteCount }

    /// The bytes not yet sent.
    var remaining: Int { head.count + payload.count - sent }
}

extension RPCError {
    /// A message of `length` bytes, which no frame may hold.
    static func tooLong(_ message: String, _ length: Int) -> RPCError {
        RPCError(
            .resourceExhausted,
            "the \(message) takes \(length) bytes and a frame holds at most \(FrameHeader.lengthLimit); ask for less")
    }
}
